/** After any fault, steps that heal can bring every broker back to a leader: no broker is stuck for good. */
import { bounds, defaultSettings } from '../../bounds'
import { kafka } from '../../machine'
import { faults, type Cluster, type Fault } from '../../state'
import { allAmendments, preset } from '../../versions/timeline'
import { stateOf } from '../coordinator'
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'

type Budget = Partial<Record<Fault, number>>

/** 2.1 with the changes of the baseline in lab/questions, except those that are left out. */
const machineOf = (budget: Budget, withoutAlso: readonly string[] = [], epochs = 3): Machine<Cluster, Action> => {
  const has = preset('2.1')?.amendments ?? []
  const later = allAmendments.filter((one) => !has.includes(one))
  const protocol = preset('2.1', { without: ['kafka-2721', ...withoutAlso], with: later })
  if (protocol === undefined) throw new Error('no release 2.1')
  const world = bounds({ brokers: 2, records: 1, epochs, faults: budget })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

/** Every broker runs, and knows the leader. */
const isSettled = (cluster: Cluster): boolean => {
  const { leader, leaderEpoch } = stateOf(cluster, 0)
  return cluster.brokers.every(({ isUp, replicas: [replica] }) => {
    return isUp && leader >= 0 && replica?.leader === leader && replica.leaderEpoch === leaderEpoch
  })
}

const hurts = (before: Cluster, after: Cluster): boolean =>
  faults.some((fault) => after.spent[fault] > before.spent[fault])

/** The states from which no path without faults leads to a settled state. */
const stuckIn = (machine: Machine<Cluster, Action>): readonly Cluster[] => {
  const healedFrom = new Map<string, string[]>([[keyOf(machine.initial), []]])
  const all = [machine.initial]
  for (const state of all)
    machine.successors(state, (_, next) => {
      const key = keyOf(next)
      if (!healedFrom.has(key)) all.push(next)
      const before = healedFrom.get(key) ?? []
      healedFrom.set(key, hurts(state, next) ? before : [...before, keyOf(state)])
    })
  const well = new Set(all.filter(isSettled).map(keyOf))
  for (const key of well) for (const before of healedFrom.get(key) ?? []) well.add(before)
  return all.filter((state) => !well.has(keyOf(state)))
}

const keyOf = (state: Cluster): string => JSON.stringify(state)

const isBack = ({ brokers }: Cluster): boolean => brokers.every(({ isUp }) => isUp)

describe('in the baseline, where the controller notices a restarted broker, no broker is stuck', () => {
  test.each<readonly [string, Budget, number]>([
    ['after a crash', { 'process-crash': 1 }, 3],
    ['after two crashes', { 'process-crash': 2 }, 5],
    ['after a lost session', { 'cut-off': 1 }, 3],
    ['after a lost session, with the controller in reach', { 'cut-off-zookeeper': 1 }, 3],
    ['after the controller was out of reach', { 'cut-off-controller': 1, 'leader-move': 1 }, 3],
    ['after a pause', { pause: 1 }, 3],
    ['after a crash and another controller', { 'process-crash': 1, 'controller-failover': 1 }, 4],
  ])('%s', (_, budget, epochs) => expect(stuckIn(machineOf(budget, [], epochs))).toEqual([]))
})

describe('where the controller does not notice, a broker that restarts quickly may never learn its leader', () => {
  test('without this decision of KIP-380', () => {
    const stuck = stuckIn(machineOf({ 'process-crash': 1 }, ['kip-380/noticesBounce']))
    expect(stuck.filter(isBack).length).toBeGreaterThan(0)
  })

  test('up to 2.1', () => {
    const stuck = stuckIn(machineOf({ 'process-crash': 1 }, ['kip-380']))
    expect(stuck.filter(isBack).length).toBeGreaterThan(0)
  })
})
