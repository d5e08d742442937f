import type { Offset } from '../values'
import { bytesOfAll, type LogConfig, type Segment } from './segment'

/** Segments that are compacted into one. */
export type Group = readonly [Segment, ...Segment[]]

/** The largest offset in a segment, relative to its base offset. */
const MOST_RELATIVE = 2 ** 31 - 1

/**
 * Cleaner.groupSegmentsBySize (2.1.0): neighbours are compacted into one segment as long as they fit into one together, as
 * they are now, by segment.bytes and by the range of offsets of a segment.
 *
 * Deliberately simplified: the sizes of the indexes bound a group, too (segment.index.bytes). An index is full long after its
 * segment with all defaults.
 */
export const groupsOf = (segments: readonly Segment[], config: LogConfig, firstUncleanable: Offset): readonly Group[] =>
  segments.reduce<readonly Group[]>((groups, segment, place) => {
    const group = groups.at(-1)
    const last = (segments[place + 1]?.baseOffset ?? firstUncleanable) - 1
    const fits =
      group !== undefined &&
      bytesOfAll([...group, segment]) <= config.segmentBytes &&
      last - group[0].baseOffset <= MOST_RELATIVE
    return fits ? [...groups.slice(0, -1), [...group, segment]] : [...groups, [segment]]
  }, [])
