import { isRefused } from '../kit/refused'
import { play } from '../model/play'
import type { RealStep } from './protocol'
import { realStep, realWorld } from './real-step'
import { machine, scope } from './worlds.fixture'

const world = machine()

const stepAfter = (schedule: string, line: string): RealStep => {
  const before = play(world, schedule)
  const action = world.actions.parse(line)
  if (action === undefined) throw new Error(`not an action: ${line}`)
  const after = world.fire(before, action)
  if (isRefused(after)) throw new Error(after.refused)
  return realStep(before.cluster, action, after.cluster)
}

test('a world says who leads at first, and how producers are answered', () => {
  expect(realWorld(scope())).toEqual({ brokers: 3, leaders: [1], acks: 'all', minIsr: 2, uncleanElection: false })
})

test('a step of a producer names its record', () => {
  expect(stepAfter('producer sends a record to broker 1', 'producer sends a record to broker 1')).toEqual({
    action: { type: 'Produce', broker: 1, partition: 0 },
    record: 'b',
  })
})

test('a step of the controller says what it has written', () => {
  expect(stepAfter('', 'controller moves the leader to broker 2').written).toEqual([
    { partition: 0, leader: 2, leaderEpoch: 1, isr: [1, 2, 3], controllerEpoch: 1 },
  ])
})

test('a LeaderAndIsr is told to the driver as its broker gets it', () => {
  const moved = 'controller moves the leader to broker 2'
  expect(stepAfter(moved, 'broker 2 handles the next LeaderAndIsr').request).toEqual({
    partition: 0,
    controllerEpoch: 1,
    leader: 2,
    leaderEpoch: 1,
    isr: [1, 2, 3],
    zkVersionIsCurrent: true,
  })
})

test('a leader that writes its ISR is not the controller', () => {
  const appended = 'producer sends a record to broker 1'
  expect(stepAfter(appended, 'broker 1 drops lagging broker 2 from the ISR')).toEqual({
    action: { type: 'ShrinkIsr', leader: 1, follower: 2, partition: 0 },
  })
})
