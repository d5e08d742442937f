import { sameIn, type Equivalent } from './same'

/** Those of the rules about logs and files, and about what is left of a broker that fails. */
export const equivalentsOnDisk: readonly Equivalent[] = [
  ...sameIn(
    'model/environment/failed-append.ts',
    'Without storage in the bounds no append can fail.',
    'left dropped: storage !== undefined && decide.movesLogEndFirst()',
  ),
  ...sameIn(
    'model/cluster.ts',
    'Late fetches are kept in the message grain only, and there is a fetcher request for every two brokers.',
    'right dropped: fetcherRequests[partition]?.[leader] ?? idle',
  ),
  ...sameIn(
    'model/replica/disk.ts',
    'A disk without files is written again without files. The condition only avoids a copy.',
    'left dropped: disk.files.length > 0 && { files: disk.files.map((files) => truncatedFiles(files, offset)) }',
  ),
  ...sameIn(
    'model/replica/divergence.ts',
    'Truncation is refused only if the leader does not answer, and here its answer is at hand.',
    'guard dropped: if (isRefused(truncation)) return replica',
  ),
  ...sameIn(
    'model/replica/replication.ts',
    'What still waits is written again as it is. The guard only avoids a copy.',
    'guard dropped: if (!leadership.deferred.some(({ offset }) => offset < highWatermark)) return replica',
  ),
  ...sameIn(
    'model/storage/load.ts',
    'A segment whose indexes have no zeros is written again as it is. The condition only avoids a copy.',
    'left dropped: one.hasZeroIndexes && one.baseOffset >= from',
  ),
  ...sameIn(
    'model/storage/load.ts',
    'A log has a segment, and below the first one there is nothing to recover.',
    'right dropped: segments.findLast(({ baseOffset }) => baseOffset <= offset)?.baseOffset ?? segments[0]?.baseOffset ?? 0',
    'right dropped: segments.findLast(({ baseOffset }) => baseOffset <= offset)?.baseOffset ?? segments[0]?.baseOffset',
  ),
  ...sameIn(
    'model/storage/format/index-files.ts',
    'A list has both a first and a last entry, or neither.',
    'left dropped: first === undefined || last === undefined',
    'right dropped: first === undefined || last === undefined',
  ),
  ...sameIn(
    'model/storage/format/reading.ts',
    'Each field begins where the one before ends: if one cannot be read, none of those behind it can.',
    'left dropped: timestamp === undefined || offset === undefined || key === undefined || value === undefined',
    'left dropped: timestamp === undefined || offset === undefined || key === undefined',
    'right dropped: timestamp === undefined || offset === undefined || key === undefined',
    'left dropped: timestamp === undefined || offset === undefined',
    'right dropped: timestamp === undefined || offset === undefined',
  ),
  ...sameIn(
    'model/storage/retention.ts',
    'A log has a segment, before and after some are deleted.',
    'left dropped: count > 0 && count === left.length',
    'right dropped: left[0]?.baseOffset ?? logEnd',
  ),
  ...sameIn(
    'model/storage/retention.ts',
    'The last segment has no next one, and no comparison with undefined is true.',
    'right dropped: log[place + 1]?.baseOffset ?? Infinity',
  ),
  ...sameIn(
    'model/storage/topic.ts',
    'Without storage no time passes in either case.',
    'right dropped: storage?.bounds.moments.length ?? 1',
  ),
  ...sameIn(
    'model/storage/topic.ts',
    'Without storage in the bounds no records are deleted.',
    'left dropped: storage !== undefined && !deletes(storage.topic.log)',
  ),
  ...sameIn(
    'model/storage/view.ts',
    'Whoever looks at segments has storage in the bounds, and then a log has files.',
    'right dropped: disk.files[0]?.segments ?? []',
  ),
]
