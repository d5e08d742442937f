/** What producers are told instead of success, where that is a step. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { replicaOf } from '../cluster'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import type { Cluster } from '../state'
import { preset } from '../versions/timeline'
import { refusalOf } from './produce'

const faults = { 'isr-shrink': 1, 'process-crash': 1, pause: 1 }

const machineOf = (clients: boolean): Machine<Cluster, Action> => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('2.1 is a release')
  const world = bounds({ brokers: 2, records: 2, faults, clients })
  return kafka({ protocol, settings: { ...defaultSettings, minIsr: 2 }, bounds: world })
}

const machine = machineOf(true)
const refused = (schedule: string, line: string): string | undefined => refusal(machine, play(machine, schedule), line)
const waiting = (schedule: string): readonly number[] => replicaOf(play(machine, schedule), 0, 0).leadership.purgatory

const REFUSES = 'broker 1 refuses a producer'
const TIMES_OUT = 'the producer that has waited longest at broker 1 times out'
const shrunk = `
  producer sends a record to broker 1
  broker 1 drops lagging broker 2 from the ISR`

describe('a broker refuses a producer', () => {
  test('if its ISR is smaller than min.insync.replicas, and nothing changes', () => {
    const state = play(machine, shrunk)
    expect(play(machine, `${shrunk}\n${REFUSES}`)).toEqual(state)
    expect(refused('', REFUSES)).toBe('accepts producers')
  })

  test('if it does not lead', () => expect(refused('', 'broker 2 refuses a producer')).toBeUndefined())

  test('for one of these reasons', () => {
    const protocol = preset('2.1')
    if (protocol === undefined) throw new Error('2.1 is a release')
    const config = { decide: protocol.decide, settings: { ...defaultSettings, minIsr: 2 } }
    const why = (schedule: string, id: number): string | undefined =>
      refusalOf(config, replicaOf(play(machine, schedule), id, 0), id)
    expect([why('', 0), why(shrunk, 0), why('', 1)]).toEqual([undefined, 'notEnoughReplicas', 'notLeader'])
  })

  test('if it runs', () => {
    expect(refused(`${shrunk}\nthe process of broker 1 crashes`, REFUSES)).toBe('is not running')
    expect(refused(`${shrunk}\nbroker 1 is paused`, REFUSES)).toBe('is paused')
  })
})

describe('a producer times out', () => {
  const two = `
    producer sends a record to broker 1
    producer sends a record to broker 1`

  test('in the order of arrival, and its record stays', () => {
    expect([waiting(two), waiting(`${two}\n${TIMES_OUT}`)]).toEqual([[0, 1], [1]])
    expect(replicaOf(play(machine, `${two}\n${TIMES_OUT}`), 0, 0).disk).toEqual(
      replicaOf(play(machine, two), 0, 0).disk,
    )
  })

  test('if one waits, at a broker that runs', () => {
    expect(refused('', TIMES_OUT)).toBe('no producer waits there')
    expect(refused(`${two}\nbroker 1 is paused`, TIMES_OUT)).toBe('is paused')
  })
})

test('neither is a step where the bounds do not ask for it', () => {
  const types = new Set(machineOf(false).actions.kinds.map(({ type }) => type))
  expect([types.has('RefuseProducer'), types.has('TimeOutProducer')]).toEqual([false, false])
})
