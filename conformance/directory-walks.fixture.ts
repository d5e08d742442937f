/**
 * Random schedules in which log directories fail. Those as others draw them hardly ever have a broker that stops cleanly with one that has
 * failed, so there are some that are kept only if they have.
 */
import { question, type Question } from '../lab/questions/question'
import type { Grain } from '../model/bounds'
import { brokerOf } from '../model/cluster'
import { hasFailedDirectory } from '../model/coordinator/kraft/directories'
import { drawSchedule, type Drawn } from './real-walk'
import { drawWeighted, type IsWanted, type Weights } from './weighted-walks.fixture'

export const failingDirectories = (kafka: string, grain: Grain = 'atomic'): Question =>
  question({
    kafka,
    settings: { minIsr: 1 },
    bounds: {
      ...{ brokers: 2, records: 3, epochs: 6, grain },
      faults: {
        ...{ 'process-crash': 2, 'clean-shutdown': 2, 'session-expiry': 2 },
        ...{ 'isr-shrink': 2, 'leader-move': 2, 'directory-failure': 2 },
      },
    },
  })

export const drawDirectorySchedule = (asked: Question, seed: string, number: number): Drawn =>
  drawSchedule({ seed, steps: 40, asked, open: { leader: true } }, number)

const weights: Weights = {
  ...{ FailDirectory: 3, ControlledShutdown: 3, Stop: 6, RepairDirectory: 2, RemoveDirectory: 0.3 },
  ...{ Produce: 3, Fetch: 4, CheckpointHighWatermark: 6, ReplayMetadata: 3, ConsumerFetch: 0.1 },
}

/** A broker stops cleanly while its log directory has failed, and a high watermark is in it. */
const stopsWithout: IsWanted = ({ cluster }, action) => {
  if (action.type !== 'Stop') return false
  const broker = brokerOf(cluster, action.broker)
  return hasFailedDirectory(broker) && broker.replicas.some(({ disk }) => disk.highWatermark > 0)
}

/** So many schedules in which one does. */
export const drawStopsWithFailed = (asked: Question, seed: string, wanted: number): Generator<Drawn> =>
  drawWeighted(asked, weights, stopsWithout, { seed, wanted })
