/**
 * Random schedules in which log directories fail. Those as others draw them hardly ever have a broker that stops cleanly with one, and whose
 * directory is repaired: every second one has.
 */
import { question, type Question } from '../lab/questions/question'
import { brokerOf } from '../model/cluster'
import { hasFailedDirectory } from '../model/coordinator/kraft/directories'
import { drawSchedule, type Drawn } from './real-walk'
import { drawWeighted, type IsWanted, type Weights } from './weighted-walks.fixture'

export const failingDirectories = (kafka: string): Question =>
  question({
    kafka,
    settings: { minIsr: 1 },
    bounds: {
      ...{ brokers: 2, records: 3, epochs: 6 },
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
  ...{ CheckpointHighWatermark: 3, ReplayMetadata: 3, ConsumerFetch: 0.1 },
}

const stopsWithout: IsWanted = ({ cluster }, action) =>
  action.type === 'Stop' && hasFailedDirectory(brokerOf(cluster, action.broker))

/** So many schedules in which a broker stops cleanly while its log directory has failed. */
export const drawStopsWithFailed = (asked: Question, seed: string, wanted: number): Generator<Drawn> =>
  drawWeighted(asked, weights, stopsWithout, { seed, wanted })
