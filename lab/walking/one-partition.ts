import { schedule, type Schedule } from '../../contract/schedule'
import { retake } from '../../explorer/replay'
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { nextRequest } from '../../model/broker/process'
import { brokerOf } from '../../model/cluster'
import type { BrokerId, PartitionId } from '../../model/values'
import type { World } from '../../properties/history'
import { subjectOf, type Question } from '../questions/question'

type WorldSchedule = Schedule<Question, World, Action>

/**
 * The same failure of `target` in a topic of one partition; undefined where it needs more than one. Partitions share their
 * brokers and their controller, and nothing else, so this is where most failures end. Replicas are assigned from broker p on
 * for partition p, and so is the first leader: the brokers are renamed so that the partition becomes partition 0.
 */
export const inOnePartition = (from: WorldSchedule, target: string): WorldSchedule | undefined => {
  const { bounds } = from.question
  for (let partition = 0; bounds.partitions > 1 && partition < bounds.partitions; partition++) {
    const alone: Question = { ...from.question, bounds: { ...bounds, partitions: 1 } }
    const rotated = stepsOf(partition, from).map((action) => renamed(action, partition, bounds.brokers))
    const found = taken(alone, rotated, target)
    if (found !== undefined) return found
  }
  return undefined
}

/** The steps that have to do with one partition: without those about another, which a handled request may be. */
const stepsOf = (partition: PartitionId, { machine, actions, replay }: WorldSchedule): readonly Action[] => {
  const before = [machine.initial, ...replay().steps.map(({ state }) => state)]
  return actions.filter((action, at) => {
    const about = partitionOf(action, before[at])
    return about === undefined || about === partition
  })
}

const partitionOf = (action: Action, before: World | undefined): PartitionId | undefined => {
  if ('partition' in action) return action.partition
  if (!('controllerEpoch' in action) || before === undefined) return undefined
  return nextRequest(brokerOf(before.cluster, action.broker), action.controllerEpoch)?.partition
}

const BROKERS: readonly string[] = ['broker', 'leader', 'follower', 'from', 'to']

/** The action about partition 0 once broker p is called broker 0. */
const renamed = (action: Action, partition: PartitionId, brokers: number): Action => {
  const rename = (id: BrokerId): BrokerId => (((id - partition) % brokers) + brokers) % brokers
  const fields = Object.entries(action).map(([name, value]): readonly [string, unknown] => {
    if (name === 'partition') return [name, 0]
    return [name, BROKERS.includes(name) ? rename(value as BrokerId) : value]
  })
  return Object.fromEntries(fields) as Action
}

/** The steps that can be taken, up to the one that breaks the target; undefined where another property breaks first, or none. */
const taken = (asked: Question, actions: readonly Action[], target: string): WorldSchedule | undefined => {
  const { machine, properties } = subjectOf(asked)
  const done: Action[] = []
  let state = machine.initial
  for (const one of actions) {
    const action = machine.actions.counterpart(one)
    const next = action === undefined ? undefined : machine.fire(state, action)
    if (action === undefined || next === undefined || isRefused(next)) continue
    done.push(action)
    state = next
  }
  const whole = schedule(asked, machine, done)
  const { steps, breaches } = retake(whole, properties)
  return breaches[0]?.property === target ? whole.upTo(steps.length) : undefined
}
