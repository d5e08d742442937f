/** The shortest schedule to a goal. */
import type { Reach } from '../../contract/reach'
import type { Property } from '../../contract/machine'
import { schedule } from '../../contract/schedule'
import { drive, type Watch } from '../../explorer/node/drive'
import { retake } from '../../explorer/replay'
import { steps } from '../../explorer/steps'
import { badInput } from '../questions/bad-input'
import type { Case } from '../questions/case'
import { caseSchedule, tokenOf, type CaseSchedule } from '../questions/case-schedule'
import { goalOf } from '../questions/goal'
import { findingOf, traceOf } from '../telling/trace'
import { unconfirmedOf } from './check'
import { searchFor, type Limits } from './engine'
import { reductionsIn, refuseConflicts, refuseForgetting, refuseOwnFiles } from './reductions'

/** A search for a goal that has ended, and the schedule to it, if it was found. */
export interface Reached {
  readonly reach: Reach
  readonly reaching?: CaseSchedule
}

/**
 * Searches every state that a case allows for a goal: a fact or an expression. No property is judged, and no state is
 * left out. Bad input where the goal cannot be read, or names a peer in a search with symmetry.
 */
export const reach = (asked: Case, text: string, limits: Limits, watch: Watch): Promise<Reached> =>
  asked.run(async (machine, properties, view): Promise<Reached> => {
    const { symmetry = false } = limits
    refuseConflicts(machine, [], limits)
    refuseOwnFiles(asked, limits)
    refuseForgetting(asked, limits, '--reach')
    const goal = goalOf(text, machine, view)
    if (symmetry && goal.statement.namesPeer) throw badInput(NAMES_PEER)
    const search = searchFor(
      asked.options,
      goal.machine,
      [goal.property],
      limits,
      {},
      {
        goal: text,
        ...(goal.asksRules ? { stepping: steps } : {}),
      },
    )
    const { outcome, seconds, cpuSeconds, stopped } = await drive(search, limits, watch)
    const { distinct, generated, widest, depth, frontier, bytes, verdict, breach, unconfirmed } = outcome
    const found = breach && schedule(asked, machine, breach.actions)
    const reaching = found && caseSchedule(found, properties, view)
    const known: Reach = {
      ...{
        format: 1,
        title: asked.title,
        scope: [...asked.scope, ...reductionsIn(machine, limits)],
        question: asked.options,
      },
      ...{ goal: goal.statement.text, verdict: VERDICTS[verdict] },
      ...(symmetry ? { symmetry } : {}),
      ...(search.spared === undefined ? {} : { spared: search.spared }),
      ...(search.lost ? { lostThreads: search.lost } : {}),
      ...(stopped === undefined ? {} : { stopped }),
      ...(unconfirmed === undefined ? {} : { unconfirmed: unconfirmedOf(asked, unconfirmed) }),
      ...{ distinct, generated, widest, depth, frontier, bytes, seconds, cpuSeconds },
    }
    if (found === undefined || reaching === undefined) return { reach: known }
    const trace = traceOf({ schedule: found, view }, found.replay())
    const breaks = breaksIn(asked, found, properties)
    return {
      reach: { ...known, found: { trace, token: tokenOf(reaching), ...(breaks === undefined ? {} : { breaks }) } },
      reaching,
    }
  })

/** A breach of the property of a goal is the goal. */
const VERDICTS = { broken: 'reached', holds: 'unreachable', inconclusive: 'inconclusive' } as const

const NAMES_PEER =
  '--reach names a peer by its number, so it does not go with --symmetry: expected an expression without numbers of peers, such as some x: ... or every x: ...'

const breaksIn = <S, A>(
  asked: Case,
  found: Parameters<typeof retake<S, A>>[0],
  properties: readonly Property<S, A>[],
): NonNullable<Reach['found']>['breaks'] => {
  const { steps: taken, breaches } = retake(found, properties)
  if (breaches.length === 0) return undefined
  return { step: taken.length, findings: breaches.map((breach) => findingOf(asked, breach)) }
}
