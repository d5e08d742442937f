import type { Amendment } from '../model/versions/decisions'
import { later, timeline } from '../model/versions/timeline'
import { timelineText } from '../reports/timeline'
import type { TimelineJson } from '../reports/json'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { ablations, olderAblations } from '../lab/records/ablations'
import type { Typed } from './options'

/** `tidemark timeline`: lists the releases, what each changed, and what goes wrong without the change. */
export const runTimeline = (typed: Typed, { paint }: Io): Answer => {
  const releases = timeline.map(({ name, adds }) => ({ name, adds: adds.map(described) }))
  const told = { releases, later: later.map(described) }
  return {
    text: timelineText(told, paint, typed['markdown'] !== undefined),
    json: { format: 1, command: 'timeline', verdict: 'holds', exitCode: EXIT.holds, ...told },
    exitCode: EXIT.holds,
  }
}

type Described = TimelineJson['later'][number]

const described = ({ name, since, title, repairs }: Amendment): Described => {
  const expected = [...ablations, ...olderAblations].find(
    ({ question: { without } }) => without.join() === name,
  )?.expected
  const disaster = expected?.property === undefined ? undefined : `${expected.property} in ${expected.steps} steps`
  return { name, since, title, repairs, ...(disaster === undefined ? {} : { disaster }) }
}
