import type { Footprints, Part } from '../contract/machine'
import { add, firstOf, has, none, only } from '../kit/bits'
import type { Move, Transaction } from './two-phase-state'

/**
 * The parts that the steps of two-phase commit read and write: three parts per manager, in three rows of `count`, and
 * three global parts. The sets of prepared managers are split, because two managers are independent of each other.
 */
export const transactionFootprints = (count: number): Footprints<Transaction, Move> => {
  const [heard, prepared, once] = [count, 2 * count, 3 * count]
  const [coordinator, commitSent, abortSent] = [only(once), only(once + 1), only(once + 2)]
  return {
    parts: partsOf(count),
    looksAt(_, action) {
      switch (action.type) {
        case 'commit':
          return coordinator | (firstOf(count) << heard) | commitSent
        case 'abort':
          return coordinator | abortSent
        case 'hear':
          return coordinator | only(heard + action.manager) | only(prepared + action.manager)
        case 'prepare':
          return only(action.manager) | only(prepared + action.manager)
        case 'giveUp':
          return only(action.manager)
        case 'obeyCommit':
          return only(action.manager) | commitSent
        case 'obeyAbort':
          return only(action.manager) | abortSent
      }
    },
    changes: (before, after) =>
      before.managers.reduce((found, stage, id) => (stage === after.managers[id] ? found : add(found, id)), none) |
      ((before.heard ^ after.heard) << heard) |
      ((before.prepared ^ after.prepared) << prepared) |
      (before.coordinator === after.coordinator ? none : coordinator) |
      (before.commitSent === after.commitSent ? none : commitSent) |
      (before.abortSent === after.abortSent ? none : abortSent),
  }
}

const partsOf = (count: number): readonly Part<Transaction>[] => {
  const row = (name: string, of: (state: Transaction, manager: number) => unknown): readonly Part<Transaction>[] =>
    Array.from({ length: count }, (_, manager) => ({ name: `${name} ${manager}`, of: (state) => of(state, manager) }))
  return [
    ...row('manager', ({ managers }, manager) => managers[manager]),
    ...row('heard of', ({ heard }, manager) => has(heard, manager)),
    ...row('prepared by', ({ prepared }, manager) => has(prepared, manager)),
    { name: 'coordinator', of: ({ coordinator }) => coordinator },
    { name: 'commit', of: ({ commitSent }) => commitSent },
    { name: 'abort', of: ({ abortSent }) => abortSent },
  ]
}
