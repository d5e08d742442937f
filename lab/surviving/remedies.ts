/** What keeps a harm from coming about with the same faults: each was tried by a search within the same bounds. */
import type { Run } from '../../contract/run'
import type { Watch } from '../../explorer/node/drive'
import { nameableFor } from '../../properties/ladder'
import { optionsOf, type Options } from '../questions/ask'
import { kafkaCase } from '../questions/kafka-case'
import { numberOf, scopeOf, type Question } from '../questions/question'
import { isSince } from '../../model/versions/timeline'
import { check } from '../searching/check'
import type { Limits } from '../searching/engine'
import { versionsAfter } from '../searching/prevention'
import { changedBy, changesOf, changeText, servingChanges } from '../searching/remedy'
import { actFor } from './operator'
import { questionOf, type Broken } from './survive'
import type { HarmId } from './harms'

/** A change that was tried, and helps; or what an operator does. */
export interface Cure {
  readonly what: string
  /** The changed question that was searched. Absent: an act of an operator. */
  readonly question?: Options
  /** A search did not show that no acknowledged record is lost then, with the same faults. */
  readonly isLossy?: boolean
}

/** A change is only proposed if a search of at most so many states shows that it helps. */
const MOST_STATES = 150_000

/** After so many stopped searches the other changes are not tried, and unknown. */
const MOST_STOPPED = 2

/** What helps, and the changes of which it is unknown whether they help, because their search was stopped or not begun. */
export interface Cures {
  readonly cures: readonly Cure[]
  readonly unknown: readonly string[]
}

/** How changes are tried, and what was tried before. */
export interface Trying {
  readonly limits: Limits
  readonly watch: Watch<never>
  readonly known: Map<string, Run['verdict']>
}

/** The first change of settings, and the first later Kafka, with which these faults do no such harm; and what an operator can do. */
export const curesFor = async (asked: Question, id: HarmId, broken: Broken, trying: Trying): Promise<Cures> => {
  const isAboutRecords = id === 'acknowledged' || id === 'read'
  // One search answers for both kinds of records.
  const asksFor: readonly HarmId[] = isAboutRecords ? ['acknowledged', 'read'] : [id]
  const cures: Cure[] = []
  const unknown: string[] = []
  for (const some of [settingsFor(asked, isAboutRecords), laterThan(asked)]) {
    const stopped: string[] = []
    for (const { what, changed } of some) {
      // Later versions mostly need as many states as the ones before them.
      const verdict = stopped.length < MOST_STOPPED ? await verdictOf(changed, broken, asksFor, trying) : 'inconclusive'
      if (verdict === 'inconclusive') stopped.push(what)
      if (verdict !== 'holds') continue
      const records = isAboutRecords ? verdict : await verdictOf(changed, broken, ['acknowledged'], trying)
      const question = optionsOf(questionOf(changed, broken.faults, asksFor))
      cures.push({ what, question, ...(records === 'holds' ? {} : { isLossy: true }) })
      break
    }
    unknown.push(...stopped)
  }
  const act = isAboutRecords || trying.watch.isInterrupted() ? undefined : actFor(asked, broken)
  return { cures: [...cures, ...(act === undefined ? [] : [{ what: act }])], unknown }
}

/** Whether the same faults still do such harm. Inconclusive: a limit or Ctrl-C stopped the search. */
const verdictOf = async (
  changed: Question,
  { faults }: Broken,
  ids: readonly HarmId[],
  { limits, watch, known: tried }: Trying,
): Promise<Run['verdict']> => {
  const known = nameableFor({ ...scopeOf(changed), runs: 'any' }).map(({ name }) => numberOf(name))
  const question = questionOf(changed, faults, ids)
  if (watch.isInterrupted()) return 'inconclusive'
  if (!question.properties.some((number) => known.includes(number))) return 'holds'
  const key = JSON.stringify(optionsOf(question))
  const before = tried.get(key)
  if (before !== undefined) return before
  const allowance = { ...limits, states: Math.min(limits.states ?? MOST_STATES, MOST_STATES) }
  const { run } = await check(kafkaCase(question), allowance, { ...watch, report: () => undefined })
  tried.set(key, run.verdict)
  return run.verdict
}

interface Change {
  readonly what: string
  readonly changed: Question
}

const settingsFor = (asked: Question, isAboutRecords: boolean): readonly Change[] => [
  ...(isAboutRecords ? changesOf(asked) : servingChanges(asked)).map((change) => ({
    what: changeText(change),
    changed: changedBy(asked, change),
  })),
  ...withEligible(asked),
]

/** Without it the last replica of the ISR stays there, also if its machine lost what it had (B19, KIP-966). */
const withEligible = (asked: Question): readonly Change[] => {
  const { kraft } = asked.bounds
  if (kraft === undefined || kraft.elr || !isSince(asked.kafka, '4.0')) return []
  return [
    {
      what: 'eligible.leader.replicas.version=1 (KIP-966)',
      changed: { ...asked, bounds: { ...asked.bounds, kraft: { ...kraft, elr: true } } },
    },
  ]
}

/** The presets after the one that is asked about, as far as they can have its faults. What is varied by hand has no later version. */
const laterThan = (asked: Question): readonly Change[] => {
  const { without, with: put } = asked
  if (without.length + put.length > 0) return []
  return versionsAfter(asked).map((later) => ({
    what: later === 'baseline' ? 'the baseline' : `Kafka ${later}`,
    changed: { ...asked, kafka: later },
  }))
}
