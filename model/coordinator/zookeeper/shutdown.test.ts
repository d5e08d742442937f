/** How a broker hands over before it stops, and what happens to its partitions if it does not. */
import { bounds, defaultSettings, type Bounds } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { kafka } from '../../machine'
import { play, refusal } from '../../play'
import { preset } from '../../versions/timeline'
import { liveBrokers, stateOf } from '../coordinator'
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'
import type { Cluster } from '../../state'

const machineOf = (
  release: string,
  controlledShutdown: Bounds['controlledShutdown'] = 'yes',
  epochs = 4,
): Machine<Cluster, Action> => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  const faults = { 'clean-shutdown': 1, 'process-crash': 1, 'isr-shrink': 2, pause: 1 }
  const world = bounds({ brokers: 3, records: 1, epochs, controlledShutdown, faults })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

const stopsAlone = 'broker 1 stops cleanly without handing over'
const agrees = 'controller agrees to shut down broker 1'

describe('a broker that gives up its controlled shutdown', () => {
  const machine = machineOf('2.1', 'gives-up')
  const committed = `producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 3 fetches from its leader
    broker 2 fetches from its leader
    broker 3 fetches from its leader`

  test('stops cleanly, and is leader in ZooKeeper until the controller notices', () => {
    const stopped = play(machine, `${committed}\n${stopsAlone}`)
    expect(replicaOf(stopped, 0, 0).disk.highWatermark).toBe(1)
    expect(stateOf(stopped, 0)).toEqual(stateOf(machine.initial, 0))
    expect(liveBrokers(stopped)).toBe(0b111)
    expect(stateOf(play(machine, `${committed}\n${stopsAlone}\ncontroller notices that broker 1 is gone`), 0)).toEqual({
      ...{ leader: 1, leaderEpoch: 1, isr: 0b110 },
    })
  })

  test('uses up the budget of the fault, and cannot give up after the controller agreed or while it is paused', () => {
    const again = `${stopsAlone}\nbroker 1 starts`
    expect(refusal(machine, play(machine, again), stopsAlone)).toMatch(/no more of this fault/)
    expect(refusal(machine, play(machine, agrees), stopsAlone)).toMatch(/was told that it may stop/)
    expect(refusal(machine, play(machine, 'broker 1 is paused'), stopsAlone)).toMatch(/paused/)
  })
})

test('a broker asks the controller by default, and does not where controlled shutdown is disabled', () => {
  const [asks, doesNot] = [machineOf('2.1'), machineOf('2.1', 'no')]
  expect(asks.actions.parse(stopsAlone)).toBeUndefined()
  expect(asks.actions.parse(agrees)).toBeDefined()
  expect(doesNot.actions.parse(agrees)).toBeUndefined()
  expect(doesNot.actions.parse('broker 1 stops cleanly')).toBeUndefined()
  expect(refusal(doesNot, doesNot.initial, stopsAlone)).toBeUndefined()
})

describe('a leader in controlled shutdown that found no successor', () => {
  const alone = `producer sends a record to broker 1
    broker 1 drops lagging broker 2 from the ISR
    broker 1 drops lagging broker 3 from the ISR
    ${agrees}
    broker 2 fetches from its leader
    broker 2 fetches from its leader
    the process of broker 3 crashes
    controller notices that broker 3 is gone`

  test.each([
    ['0.10.2', { leader: 0, leaderEpoch: 0, isr: 0b011 }],
    ['1.1', { leader: 1, leaderEpoch: 1, isr: 0b010 }],
    ['2.1', { leader: 1, leaderEpoch: 1, isr: 0b010 }],
  ])('of %s is replaced when another broker fails, or stays', (release, state) => {
    expect(stateOf(play(machineOf(release), alone), 0)).toEqual(state)
  })

  test('is not replaced if no leader epoch is left within the bounds', () => {
    const last = machineOf('2.1', 'yes', 1)
    const [notices, ...before] = alone.split('\n').reverse()
    expect(refusal(last, play(last, before.reverse().join('\n')), notices?.trim() ?? '')).toMatch(/no leader epochs/)
  })

  test('stays leader while no other replica is in the ISR', () => {
    const nobody = alone.replaceAll('broker 2 fetches from its leader', '')
    expect(stateOf(play(machineOf('2.1'), nobody), 0)).toEqual({ leader: 0, leaderEpoch: 0, isr: 0b001 })
  })
})

describe('a leader that hands over', () => {
  test.each([
    ['0.10.2', 1],
    ['1.1', 0],
    ['2.0.0', 0],
    ['2.1', 1],
  ])('of %s is sent %i requests about it', (release, count) => {
    const { requests } = brokerOf(play(machineOf(release), agrees), 0)
    expect(requests).toHaveLength(count)
  })
})
