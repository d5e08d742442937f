/**
 * Random schedules in which something is late on a connection. A walk as others draw it has hardly ever such a step: an answer would have to
 * wait until its leader has followed somebody else, and has other records in that place. So these walks take a late step wherever there is
 * one, seldom let an answer arrive, and are kept only if they have one.
 */
import { question, type Differing } from '../lab/questions/question'
import type { Drawn } from './real-walk'
import { drawWeighted, type IsWanted, type Weights } from './weighted-walks.fixture'

export interface LateWalks {
  readonly asked: Differing
  readonly weights: Weights
}

const weights: Weights = {
  ...{ SendLate: 400, ServeLate: 40, CountLate: 20, FetchSlowly: 6, Receive: 0.3, GiveUp: 0.2 },
  ...{ ReplayMetadata: 3, Truncate: 3, ConsumerFetch: 0.1 },
}

/** Answers are sent late. Processes end now and then, and the next ones are soon back. */
export const lateReads: LateWalks = {
  asked: {
    settings: { minIsr: 1 },
    bounds: {
      ...{ brokers: 3, records: 4, epochs: 8, fetchRecords: 2 },
      faults: { 'leader-move': 8, 'late-read': 8, 'process-crash': 2, 'clean-shutdown': 1 },
    },
  },
  weights: {
    ...weights,
    ...{ ProcessCrash: 0.3, ControlledShutdown: 0.2, Stop: 4, Start: 4, RegisterBroker: 3, UnfenceBroker: 3 },
  },
}

/** Fetches of processes that have ended are served and counted. */
export const lateFetches: LateWalks = {
  asked: {
    settings: { minIsr: 2 },
    bounds: {
      ...{ brokers: 3, records: 2, grain: 'message' },
      faults: { 'process-crash': 4, 'machine-crash': 2, 'session-expiry': 3, 'isr-shrink': 2, 'late-fetch': 8 },
    },
  },
  weights,
}

const isLate: IsWanted = (_, { type }) => type === 'SendLate' || type === 'CountLate'

/** So many schedules with a late step. */
export const drawLateSchedules = (walks: LateWalks, kafka: string, seed: string, wanted: number): Generator<Drawn> =>
  drawWeighted(question({ kafka, ...walks.asked }), walks.weights, isLate, { seed, wanted })
