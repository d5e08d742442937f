/** Settings of the topic or its producer with which nothing is lost, each tried by a search. */
import type { Remedy, Run } from '../../contract/run'
import type { Watch } from '../../explorer/node/drive'
import type { Settings } from '../../model/bounds'
import { optionsOf, readQuestion } from '../questions/ask'
import { kafkaCase } from '../questions/case'
import type { Question } from '../questions/question'
import { check } from './check'
import type { Limits } from './engine'
import { outsideOf } from './outside'

/** A remedy is only proposed if a search of at most so many states shows that it works. */
const MOST_STATES = 200_000

/**
 * The smallest change of settings with which the same question holds, and nothing is lost outside the promise either.
 * Undefined if nothing was lost, or if no setting helps.
 */
export const remedyFor = async (run: Run, limits: Limits, watch: Watch): Promise<Remedy | undefined> => {
  if (run.question['machine'] !== undefined || !isLossy(run)) return undefined
  const asked = readQuestion(run.question)
  // Where only some properties or some failures are asked about, a search that holds does not show that nothing is lost.
  if (asked.properties.length > 0 || asked.unlike !== undefined) return undefined
  for (const change of changesOf(asked)) {
    const changed: Question = { ...asked, settings: { ...asked.settings, ...change } }
    if (await helps(changed, { ...limits, states: Math.min(limits.states ?? MOST_STATES, MOST_STATES) }, watch))
      return { what: changeText(change), question: optionsOf(changed) }
    if (watch.isInterrupted()) return undefined
  }
  return undefined
}

const isLossy = ({ verdict, outside }: Run): boolean =>
  verdict === 'broken' || (outside?.kinds.some((kind) => kind.verdict === 'broken') ?? false)

const helps = async (changed: Question, limits: Limits, watch: Watch): Promise<boolean> => {
  const { run } = await check(kafkaCase(changed), limits, watch)
  if (run.verdict !== 'holds') return false
  const outside = await outsideOf(run, limits, watch)
  return outside?.kinds.every(({ verdict }) => verdict === 'holds') ?? true
}

/** Changes for the better: of one setting, then of two, then of all three. */
const changesOf = ({ settings, bounds }: Question): readonly Partial<Settings>[] => {
  const { acks, minIsr, uncleanElection } = settings
  // With as many in-sync replicas as brokers, no producer could write while one of them is down.
  const higher = Array.from({ length: Math.max(0, bounds.brokers - 1 - minIsr) }, (_, more) => minIsr + 1 + more)
  const clean: readonly Partial<Settings>[] = uncleanElection ? [{ uncleanElection: false }] : []
  const all: readonly Partial<Settings>[] = acks === 'all' ? [] : [{ acks: 'all' }]
  const quorum = higher.map((minimum): Partial<Settings> => ({ minIsr: minimum }))
  const both = (one: readonly Partial<Settings>[], other: readonly Partial<Settings>[]): readonly Partial<Settings>[] =>
    one.flatMap((first) => other.map((second) => ({ ...first, ...second })))
  return [
    ...[clean, all, quorum].flat(),
    ...[both(clean, all), both(clean, quorum), both(all, quorum)].flat(),
    ...both(both(clean, all), quorum),
  ]
}

const changeText = ({ uncleanElection, acks, minIsr }: Partial<Settings>): string =>
  [
    ...(uncleanElection === undefined ? [] : ['unclean.leader.election.enable=false']),
    ...(acks === undefined ? [] : [`acks=${acks}`]),
    ...(minIsr === undefined ? [] : [`min.insync.replicas=${minIsr}`]),
  ].join(' and ')
