/** That changes are appended in one step and committed in another adds no state but by the three exceptions of docs/decisions/0067. */
import { isRefused } from '../../../kit/refused'
import { NONE } from '../../../kit/schema'
import type { Config } from '../../config'
import type { Cluster, Fault, Spent } from '../../state'
import { canonical } from './canonical'
import { kraftOf, withMember } from './image'
import { configOf, machineOf, type Asked } from './kraft.fixture'

type Budget = Partial<Record<Fault, number>>

const askedWith = (faults: Budget): Asked => ({
  ...{ with: ['hypothetical-reset-remote', 'hypothetical-keep-proposal', 'hypothetical-fenced-count'] },
  ...{ settings: { minIsr: 1 }, bounds: { brokers: 2, records: 1, epochs: 3, faults } },
})

/** Every state in which everything is committed, without what only failovers need. How much of each fault was used is left out. */
const statesOf = (faults: Budget, without: readonly string[]): ReadonlySet<string> => {
  const asked = askedWith(faults)
  const machine = machineOf(asked)
  const actions = machine.actions.all.filter(({ type }) => !without.includes(type))
  const seen = new Set([JSON.stringify(machine.initial)])
  const queue = [machine.initial]
  const found = new Set<string>()
  for (const cluster of queue) {
    if (kraftOf(cluster).uncommitted.length === 0) found.add(plain(configOf(asked), machine.initial, cluster))
    for (const action of actions) {
      const next = machine.fire(cluster, action)
      if (isRefused(next)) continue
      const key = JSON.stringify(next)
      if (seen.has(key)) continue
      seen.add(key)
      queue.push(next)
    }
  }
  return found
}

const plain = (config: Config, initial: Cluster, cluster: Cluster): string => {
  const brokers = cluster.brokers.map((broker) => withMember(broker, { awaitsCommit: false, isForgotten: false }))
  const kraft = [{ ...kraftOf(cluster), replaced: NONE }]
  const spent: Spent = initial.spent
  return JSON.stringify(
    canonical(config, initial, { ...cluster, brokers, spent, coordinator: { ...cluster.coordinator, kraft } }),
  )
}

/** How many states there are only without failovers, and only with one. */
const apart = (faults: Budget, without: readonly string[] = []): readonly [number, number] => {
  const [usual, failing] = [statesOf(faults, []), statesOf({ ...faults, 'controller-failover': 1 }, without)]
  const onlyIn = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
    [...one].filter((state) => !other.has(state)).length
  return [onlyIn(usual, failing), onlyIn(failing, usual)]
}

test.each<[string, Budget]>([
  ['the ISR shrinks, and a session ends', { 'isr-shrink': 1, 'session-expiry': 1 }],
  ['the ISR shrinks, and the leader moves', { 'isr-shrink': 1, 'leader-move': 1 }],
  ['a process crashes', { 'process-crash': 1 }],
])('where %s, a failover adds nothing, if nobody asks the replaced controller', (_, faults) =>
  expect(apart(faults, ['AnswerAsReplaced'])).toEqual([0, 0]),
)

test('a replaced controller adds states: a leader hears that a follower may not join, and it may', () =>
  expect(apart({ 'isr-shrink': 1, 'session-expiry': 1 })).toEqual([0, 49]))

test('a controller that does not know what a shutdown waits for adds states', () =>
  expect(apart({ 'clean-shutdown': 1 }, ['AnswerAsReplaced'])).toEqual([0, 158]))
