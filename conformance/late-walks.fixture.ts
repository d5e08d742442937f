/**
 * Random schedules in which something is late on a connection. A walk as others draw it has hardly ever such a step: an answer would have to
 * wait until its leader has followed somebody else, and has other records in that place. So these walks take a late step wherever there is
 * one, seldom let an answer arrive, and are kept only if they have one.
 */
import { rng } from '../explorer/rng'
import { isRefused } from '../kit/refused'
import { subjectOf, type Differing, type Question } from '../lab/questions/question'
import type { Action } from '../model/actions'
import type { Drawn } from './real-walk'

/** Answers are sent late. That a leader starts again meanwhile is left out: see docs/decisions/0068. */
export const lateReads: Differing = {
  settings: { minIsr: 1 },
  bounds: { brokers: 3, records: 4, epochs: 8, fetchRecords: 2, faults: { 'leader-move': 8, 'late-read': 8 } },
}

/** Fetches of processes that have ended are served and counted. */
export const lateFetches: Differing = {
  settings: { minIsr: 2 },
  bounds: {
    ...{ brokers: 3, records: 2, grain: 'message' },
    faults: { 'process-crash': 4, 'machine-crash': 2, 'session-expiry': 3, 'isr-shrink': 2, 'late-fetch': 8 },
  },
}

/** How often a step of a kind is taken, beside the others. */
const weights: Readonly<Partial<Record<Action['type'], number>>> = {
  ...{ SendLate: 400, ServeLate: 40, CountLate: 20, FetchSlowly: 6, Receive: 0.3, GiveUp: 0.2 },
  ...{ ReplayMetadata: 3, Truncate: 3, ConsumerFetch: 0.1 },
}

const isLate = ({ type }: Action): boolean => type === 'SendLate' || type === 'CountLate'

/** So many schedules of 40 steps. */
export function* drawLateSchedules(question: Question, seed: string, wanted: number): Generator<Drawn> {
  for (let [walk, found] = [0, 0]; found < wanted; walk++) {
    const drawn = drawSchedule(question, `${seed}/${walk}`)
    if (!drawn.actions.some(isLate)) continue
    found++
    yield drawn
  }
}

const drawSchedule = (question: Question, seed: string): Drawn => {
  const { machine } = subjectOf(question)
  const chance = rng(seed)
  const all = machine.actions.kinds.flatMap(({ actions: ofKind }) =>
    ofKind.map((action) => ({ action, weight: (weights[action.type] ?? 1) / ofKind.length })),
  )
  const actions: Action[] = []
  for (let state = machine.initial; actions.length < STEPS;) {
    const enabled = all.flatMap(({ action, weight }) => {
      const next = machine.fire(state, action)
      return isRefused(next) ? [] : [{ action, weight, next }]
    })
    let place = (chance.below(FINE) / FINE) * enabled.reduce((sum, { weight }) => sum + weight, 0)
    const taken = enabled.find(({ weight }) => (place -= weight) < 0)
    if (taken === undefined) break
    actions.push(taken.action)
    state = taken.next
  }
  return { question, machine, actions }
}

const STEPS = 40
const FINE = 1 << 20
