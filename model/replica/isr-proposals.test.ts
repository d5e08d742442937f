/** ISRs that a leader proposes with KRaft, at once and in a step of their own. */
import { brokerOf, replicaOf, withBroker, withReplica } from '../cluster'
import { configOf, machineOf, type Asked } from '../coordinator/kraft/kraft.fixture'
import { memberOf } from '../coordinator/kraft/image'
import { isRefused } from '../../kit/refused'
import { play, refusal } from '../play'
import type { Cluster, Leadership } from '../state'
import { adoptIsr, expandIsr } from './isr'

const asked: Asked = {
  kafka: '3.5',
  bounds: {
    grain: 'message',
    faults: { 'late-fetch': 1, 'process-crash': 1, 'isr-shrink': 2, 'cut-off': 1, pause: 1 },
  },
}
const machine = machineOf(asked)
const { initial } = machine

const PRODUCES = 'producer sends a record to broker 1'
const SHRINKS = 'broker 1 drops lagging broker 2 from the ISR'
const EXPANDS = 'broker 1 proposes the ISR with the follower that it has found fit'

/** Broker 1 has found broker 2 fit for the ISR, and is about to propose it. */
const joining = (differing: Partial<Leadership> = {}): Cluster => {
  const leader = replicaOf(initial, 0, 0)
  return withReplica(initial, 0, 0, {
    ...leader,
    leadership: { ...leader.leadership, isr: 0b101, joining: 0b010, ...differing },
  })
}

const expanded = (before: Cluster): Leadership => {
  const after = expandIsr(configOf(asked))(before, { type: 'ExpandIsr', leader: 0, partition: 0 })
  if (isRefused(after)) throw new Error(after.refused)
  return replicaOf(after, 0, 0).leadership
}

describe('a leader that is about to propose an ISR', () => {
  test('proposes it, in a step of its own', () =>
    expect(expanded(joining())).toMatchObject({ isr: 0b101, joining: 0, pendingIsr: 0b111 }))

  test('proposes no other one before', () => {
    expect(refusal(machine, play(machine, PRODUCES), SHRINKS)).toBeUndefined()
    expect(refusal(machine, joining({ isr: 0b111 }), SHRINKS)).toMatch(/is about to propose another ISR/)
  })

  test('proposes none where it cannot, and goes on', () => {
    const kraft = [{ ...memberOf(brokerOf(initial, 0)), serves: false }]
    expect(expanded(withBroker(joining(), 0, { kraft }))).toMatchObject({ isr: 0b101, joining: 0, pendingIsr: 0 })
  })

  test('proposes none while it stands still, nor one without a follower', () => {
    expect(refusal(machine, joining(), EXPANDS)).toBeUndefined()
    expect(refusal(machine, withBroker(joining(), 0, { isPaused: true }), EXPANDS)).toBe('is paused')
    expect(refusal(machine, initial, EXPANDS)).toMatch(/no follower fit/)
  })
})

test('a leader that is cut off proposes an ISR all the same, and its request waits', () =>
  expect(refusal(machine, withBroker(play(machine, PRODUCES), 0, { isCutOff: true }), SHRINKS)).toBeUndefined())

test('a leader looks at the high watermark when a larger ISR is written, also where it does not for a smaller one', () => {
  const config = configOf({ with: ['kip-497-as-released'] })
  const leader = replicaOf(play(machine, PRODUCES), 0, 0)
  const written = (isr: number, pendingIsr: number): number => {
    const leadership = { ...leader.leadership, isr, pendingIsr, remoteLogEnds: [-1, 1, 0] }
    return adoptIsr(config, { ...leader, leadership }, 0).highWatermark
  }
  expect([written(0b001, 0b011), written(0b111, 0b011)]).toEqual([1, 0])
})
