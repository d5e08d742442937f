/** The question about Kafka to ask next. */
import type { Options } from '../lab/questions/words'
import { repairs, repairsBeside } from '../lab/records/kraft-repairs'
import { versionRows } from '../lab/records/ladder'
import { isKraft, isSince, releases, timeline } from '../model/versions/timeline'

/**
 * With what was left out back in, or else in the version that the ladder asks next. From 2.1 on that is the baseline: the releases
 * after it have most of its flaws. With KRaft it is 4.3 with the repairs that it needs for these faults.
 */
export const repaired = (question: Options): Options => {
  const { without, with: put, unlike: _, ...rest } = question
  if (without !== undefined) return put === undefined ? rest : { ...rest, with: put }
  if (rest['kafka'] === 'baseline') return question
  const { kafka = '' } = rest
  if (isKraft(kafka)) return repairedWithKraft(question, rest, (put ?? '').split(',').filter(Boolean))
  if (isSince(kafka, '2.1')) return { ...rest, kafka: 'baseline' }
  const after = versionRows.find(({ name }) => name === kafka)?.heldBy ?? releases[releases.indexOf(kafka) + 1]
  return { ...rest, kafka: after ?? 'baseline' }
}

/** The same question, if it has all of that. */
const repairedWithKraft = (question: Options, rest: Options, put: readonly string[]): Options => {
  const faults = rest['faults'] ?? ''
  const beside = repairsBeside.flatMap(([fault, names]) => (faults.includes(fault) ? names : []))
  const all = [...new Set([...put, ...repairs, ...beside])]
  return rest['kafka'] === '4.3' && all.length === put.length ? question : { ...rest, kafka: '4.3', with: all.join() }
}

/** Without the amendment whose loss shows most easily, or else with one fault more. */
export const harder = (question: Options): Options => {
  const { kafka, without, property = '', brokers } = question
  const has = timeline.slice(0, kafka === 'baseline' ? undefined : releases.indexOf(kafka ?? '') + 1)
  const names = has.flatMap(({ adds }) => adds).map(({ name }) => name)
  const vital = VITAL.find((name) => names.includes(name))
  const isAlone = brokers === '1'
  const canLose = !isAlone && !property.includes('L')
  if (without === undefined && vital !== undefined && canLose) return { ...question, without: vital }
  const faults = question['faults'] ?? ''
  const fault = [...(isAlone ? [] : FOR_SEVERAL), ...FOR_ANY].find((name) => !faults.includes(name))
  return fault === undefined ? question : { ...question, faults: [faults, `${fault}=1`].filter(Boolean).join() }
}

/** `check --forget` is of use to it, and does not refuse it. */
export const mayForget = ({ kafka = '', property = '', with: put = '', ...rest }: Options): boolean => {
  const isPlain = !/[L./]/.test(`${property}${put}`) && rest['storage'] === undefined && rest['forget'] === undefined
  return isKraft(kafka) && isPlain && !(rest['faults'] ?? '').includes('quorum-loss')
}

const FOR_SEVERAL = ['leader-move', 'isr-shrink']
const FOR_ANY = ['process-crash', 'machine-crash']

/** What they prevent is a loss that needs a follower; it is no question about what happens in the end (L1, L2). */
const VITAL = ['kip-101', 'kafka-1555']
