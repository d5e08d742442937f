/** How often each kind of action is taken within the bounds of a question, and how often each guard refuses. */
import type { Coverage, CoveredKind } from '../../contract/coverage'
import type { Machine } from '../../contract/machine'
import { breadthFirst } from '../../explorer/breadth'
import { drive, type Watch } from '../../explorer/node/drive'
import { steps } from '../../explorer/steps'
import { isRefused } from '../../kit/refused'
import type { Case } from '../questions/case'
import type { Limits } from './engine'
import { refuseForgetting } from './reductions'

/** Tries every action in every state, by the rules. It judges no property, and so it stops at no failure. */
export const coverage = (asked: Case, limits: Limits, watch: Watch): Promise<Coverage> =>
  asked.run(async (machine): Promise<Coverage> => {
    refuseForgetting(asked, limits, '--coverage')
    const { counting, kinds } = counted(machine)
    const most = limits.states === undefined ? {} : { maxStates: limits.states }
    const search = breadthFirst(counting, [], most, steps)
    const { outcome, seconds, cpuSeconds, stopped } = await drive(search, limits, watch)
    const { distinct, generated, widest, depth, frontier, bytes, verdict } = outcome
    return {
      ...{ format: 1, title: asked.title, scope: asked.scope, question: asked.options },
      verdict: verdict === 'holds' ? 'complete' : 'inconclusive',
      ...(stopped === undefined ? {} : { stopped }),
      ...{ distinct, generated, widest, depth, frontier, bytes, seconds, cpuSeconds, kinds: kinds() },
    }
  })

/** The same machine; it counts what each expansion of a state takes, and what is refused there. */
const counted = <S, A>(
  machine: Machine<S, A>,
): { readonly counting: Machine<S, A>; readonly kinds: () => readonly CoveredKind[] } => {
  const { actions, fire } = machine
  const tallies = actions.kinds.map((kind) => ({ kind, taken: 0, refused: new Map<string, number>() }))
  const counting: Machine<S, A> = {
    ...machine,
    successors(state, visit) {
      for (const tally of tallies)
        for (const action of tally.kind.actions) {
          const next = fire(state, action)
          if (isRefused(next as object)) {
            const { refused } = next as { refused: string }
            tally.refused.set(refused, (tally.refused.get(refused) ?? 0) + 1)
          } else {
            tally.taken++
            visit(action, next as S)
          }
        }
    },
  }
  return {
    counting,
    kinds: () =>
      tallies.map(({ kind: { type, actions: some }, taken, refused }) => ({
        kind: type,
        example: some[0] === undefined ? '' : actions.print(some[0]),
        taken,
        refused: [...refused]
          .map(([because, times]) => ({ because, times }))
          .sort((one, other) => other.times - one.times || (one.because < other.because ? -1 : 1)),
      })),
  }
}
