import type { Run } from '../../contract/run'
import { schedule, type Schedule } from '../../contract/schedule'
import type { Breach } from '../../explorer/judge'
import type { Outcome, Search } from '../../explorer/breadth'
import type { BreachAfter } from '../../explorer/search'
import { drive, type Driven, type Watch } from '../../explorer/node/drive'
import { upToRenaming } from '../../explorer/symmetry'
import { readCase, type Case } from '../questions/case'
import { caseSchedule, inCase, tokenOf, type CaseSchedule } from '../questions/case-schedule'
import { writeToken } from '../questions/token'
import { findingOf, traceOf } from '../telling/trace'
import { searchFor, type Limits } from './engine'
import { keepSearch, type Keep, type Kept } from './keep'
import { leftOutIn } from './left-out'
import { reductionsIn, refuseConflicts, refuseForgetting, refuseOwnFiles } from './reductions'
import { blaming, questioned } from './trust'
import { untakenIn } from './untaken'

/** A search that has ended, and the schedule that breaks something, if one does. */
export interface Checked {
  readonly run: Run
  readonly failing?: CaseSchedule
  /** Where the failure is one of convergence: those of the other properties of convergence that break, each a shortest one. */
  readonly alsoUnsettled?: readonly NonNullable<Run['failure']>[]
}

/** Searches everything that a case allows, and tells what came of it. Bad input where a reduction is asked of a machine that has none. */
export const check = (asked: Case, limits: Limits, watch: Watch, keep?: Keep): Promise<Checked> =>
  blaming(asked, () => checkIt(asked, limits, watch, keep))

const checkIt = (asked: Case, limits: Limits, watch: Watch, keep?: Keep): Promise<Checked> =>
  asked.run(async (machine, properties, view): Promise<Checked> => {
    const { symmetry = false, partialOrder = false, workers = 1 } = limits
    refuseConflicts(machine, properties, limits, keep)
    refuseOwnFiles(asked, limits)
    refuseForgetting(asked, limits)
    const watching = questioned(asked, machine, properties, watch)
    const packing = symmetry ? upToRenaming(machine) : machine
    const kept =
      keep === undefined || partialOrder
        ? undefined
        : keepSearch({ question: asked.options, symmetry, sources: asked.sources }, packing, properties, {
            ...keep,
            isShared: workers > 1,
          })
    const search = searchFor(asked.options, machine, properties, limits, kept?.beginning)
    const { outcome, seconds, cpuSeconds, stopped } = await driven(search, limits, watching, kept)
    const { distinct, generated, widest, depth, frontier, bytes, levels, verdict, breach, stuck, unconfirmed } = outcome
    const leftOut = leftOutIn(machine, properties, search)
    const untaken = verdict === 'holds' ? untakenIn(packing, view, search) : []
    const shown = rememberingAll(asked)
    const scheduleFor = ({ actions }: BreachAfter<unknown>): CaseSchedule => {
      const failing = schedule(asked, machine, actions)
      return shown === undefined ? caseSchedule(failing, properties, view) : inCase(shown, failing)
    }
    const failing = breach && scheduleFor(breach)
    const alsoUnsettled = outcome.alsoUnsettled?.map((one) => failureOf(scheduleFor(one), one.breaches))
    const run: Run = {
      format: 1,
      title: asked.title,
      scope: [...asked.scope, ...reductionsIn(machine, limits, keep)],
      question: asked.options,
      ...(symmetry ? { symmetry } : {}),
      ...(search.spared === undefined ? {} : { spared: search.spared }),
      ...(keep?.byFingerprints ? { fingerprints: true } : {}),
      ...(search.lost ? { lostThreads: search.lost } : {}),
      verdict,
      ...(stopped === undefined ? {} : { stopped, ...keptIn(kept) }),
      ...(outcome.isHealingJudged === undefined ? {} : { isHealingJudged: outcome.isHealingJudged }),
      ...{ distinct, generated, widest, depth, levels, frontier, bytes, seconds, cpuSeconds },
      ...(leftOut === undefined ? {} : { leftOut }),
      ...(untaken.length === 0 ? {} : { untaken }),
      // Where a step changes nothing but what is dropped, it is none: a state without steps may have such.
      ...(stuck === undefined || shown !== undefined
        ? {}
        : { stuck: stuckOf(schedule(asked, machine, stuck.actions), stuck.states) }),
      facts: outcome.facts.map(({ name, required, depth: met }) => ({
        ...{ name, required },
        ...(met === undefined ? {} : { depth: met }),
      })),
      ...(failing === undefined ? {} : { failure: failureOf(failing, breach?.breaches ?? []) }),
      ...(unconfirmed === undefined ? {} : { unconfirmed: unconfirmedOf(asked, unconfirmed) }),
    }
    return failing === undefined ? { run } : { run, failing, ...(alsoUnsettled === undefined ? {} : { alsoUnsettled }) }
  })

/** The same question about a machine that forgets nothing, which shows what breaks, and confirms it. */
const rememberingAll = ({ isKafka, options }: Case): Case | undefined => {
  const { forget, ...rest } = options
  return isKafka && forget !== undefined ? readCase(rest) : undefined
}

/** A search whose machine throws, or breaks a law, ends its threads and closes its files, and is not saved. */
const driven = async <A>(search: Search<A>, limits: Limits, watch: Watch, kept?: Kept): Promise<Driven<A>> => {
  try {
    return await drive(search, limits, watch, kept?.keeper)
  } catch (error) {
    search.close?.()
    kept?.keeper.close()
    throw error
  }
}

/** Where a search is saved, and how much of it. */
const keptIn = (kept?: Kept): Pick<Run, 'kept'> =>
  kept === undefined ? {} : { kept: { path: kept.folder, ...kept.keeper.kept } }

/** What an impartial machine alone breaks. */
export const unconfirmedOf = <A>(
  asked: Case,
  { breaches, events }: NonNullable<Outcome<A>['unconfirmed']>,
): NonNullable<Run['unconfirmed']> => ({ findings: breaches.map((breach) => findingOf(asked, breach)), events })

const stuckOf = <S, A>(nearest: Schedule<Case, S, A>, states: number): NonNullable<Run['stuck']> => ({
  states,
  steps: nearest.length,
  token: writeToken({ options: nearest.question.options, codes: nearest.codes() }),
})

const failureOf = (failing: CaseSchedule, breaches: readonly Breach[]): NonNullable<Run['failure']> => {
  const { asked, length } = failing
  const [blamed, ...others] = breaches.map((breach) => findingOf(asked, breach))
  return failing.run((taken) => {
    const retaken = taken.retaken()
    const isConfirmed = retaken.breaches.some(({ property }) => property === blamed?.property)
    if (blamed === undefined || retaken.steps.length < length || !isConfirmed)
      throw new Error(`a failure of ${asked.title} cannot be taken again: fire and successors of the machine disagree`)
    return { blamed, others, trace: traceOf(taken, retaken), token: tokenOf(failing) }
  })
}
