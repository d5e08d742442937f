/** Counts the steps of Paxos as TLC does: once for each way in which the formula of the module is true. */
import { explore } from '../explorer/breadth'
import { steps } from '../explorer/steps'
import type { Machine } from '../contract/machine'
import { aValueIsChosen, NOTHING, oneValue, paxos, UNSENT, type Move, type Paxos, type PaxosBounds } from './paxos'

interface Counted {
  readonly distinct: number
  /** Steps as the explorer counts them. */
  readonly steps: number
  /** What TLC calls states generated: the initial state, and one for each way to take a step. */
  readonly generatedByTlc: number
}

/** Only for an odd number of acceptors: the model of TLC lists the quorums, which are the smallest majorities. */
export const countedAsTlc = (bounds: PaxosBounds): Counted => {
  const machine = paxos(bounds)
  let more = 0
  const counting: Machine<Paxos, Move> = {
    ...machine,
    successors: (state, visit) =>
      machine.successors(state, (move, after) => {
        more += waysTo(move, state) - 1
        visit(move, after)
      }),
  }
  const { distinct, generated } = explore(counting, [oneValue, aValueIsChosen], {}, steps)
  return { distinct, steps: generated, generatedByTlc: 1 + generated + more }
}

/** A quorum without votes allows any value in one way. One with votes allows it once for each latest vote for it. */
const waysTo = (move: Move, { proposed, acceptors }: Paxos): number => {
  if (move.type !== 'propose') return 1
  const reports = acceptors.map(({ promises }) => promises[move.ballot] as number).filter((report) => report !== UNSENT)
  return quorumsOf(reports, (acceptors.length + 1) / 2)
    .map((quorum) => {
      const latest = Math.max(...quorum)
      if (latest === NOTHING) return 1
      return proposed[latest] === move.value ? quorum.filter((report) => report === latest).length : 0
    })
    .reduce((sum, ways) => sum + ways, 0)
}

/** All choices of `size` of the reports. */
const quorumsOf = (reports: readonly number[], size: number): readonly (readonly number[])[] => {
  if (size === 0) return [[]]
  return reports.flatMap((report, at) => quorumsOf(reports.slice(at + 1), size - 1).map((rest) => [report, ...rest]))
}
