/**
 * Random schedules in which log directories fail. A broker that checkpoints its high watermarks, or stops, while its directory has failed is left
 * out: there the model writes 0 into what cannot be written any more (docs/decisions/0070).
 */
import { isRefused } from '../kit/refused'
import { question, type Question } from '../lab/questions/question'
import type { Action } from '../model/actions'
import { brokerOf } from '../model/cluster'
import { hasFailedDirectory } from '../model/coordinator/kraft/directories'
import type { World } from '../properties/history'
import { drawSchedule, type Drawn } from './real-walk'

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

export const drawDirectorySchedule = (asked: Question, seed: string, number: number): Drawn => {
  const { machine, ...drawn } = drawSchedule({ seed, steps: 40, asked, open: { leader: true } }, number)
  let state = machine.initial
  const actions = drawn.actions.filter((action) => {
    const next = isLeftOut(state, action) ? undefined : machine.fire(state, action)
    if (next === undefined || isRefused(next)) return false
    state = next
    return true
  })
  return { ...drawn, machine, actions }
}

const isLeftOut = ({ cluster }: World, action: Action): boolean =>
  (action.type === 'CheckpointHighWatermark' || action.type === 'Stop') &&
  hasFailedDirectory(brokerOf(cluster, action.broker))
