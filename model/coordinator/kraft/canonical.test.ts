/** The form that a state has after each step: it is one for all that behave alike, and stays one. */
import fc from 'fast-check'
import { isRefused } from '../../../kit/refused'
import { leads } from '../../cluster'
import type { Broker, Cluster } from '../../state'
import { canonical } from './canonical'
import { kraftOf, memberOf } from './image'
import { configOf, machineOf, played, type Played } from './kraft.fixture'

const asked = {
  elr: true,
  bounds: { brokers: 3, records: 2, faults: { 'process-crash': 2, 'isr-shrink': 2, 'leader-move': 2 } },
}
const machine = machineOf(asked)
const config = configOf(asked)

/** A state that has nothing in common with another one, so that nothing is taken for settled. */
const unlike = (cluster: Cluster): Cluster => ({
  ...cluster,
  coordinator: { ...cluster.coordinator, kraft: [{ ...kraftOf(cluster) }] },
})

/** The same, with other numbers for partition epochs in the same order. */
const stretched = (cluster: Cluster): Cluster => {
  const of = (epoch: number): number => 2 * epoch + 1
  const images = kraftOf(cluster).images.map((image) => ({
    ...image,
    partitions: image.partitions.map((one) => ({ ...one, partitionEpoch: of(one.partitionEpoch) })),
  }))
  const brokers = cluster.brokers.map((broker, id): Broker => ({
    ...broker,
    replicas: broker.replicas.map((replica) =>
      leads(replica, id)
        ? { ...replica, leadership: { ...replica.leadership, partitionEpoch: of(replica.leadership.partitionEpoch) } }
        : replica,
    ),
    kraft: [
      {
        ...memberOf(broker),
        alterPartitions: memberOf(broker).alterPartitions.map((one) =>
          one.stage !== 'idle' && one.error === 'none' ? { ...one, partitionEpoch: of(one.partitionEpoch) } : one,
        ),
      },
    ],
  }))
  return { ...cluster, brokers, coordinator: { ...cluster.coordinator, kraft: [{ ...kraftOf(cluster), images }] } }
}

/** Which of the possible steps each walk takes. */
const drawn = fc.array(fc.nat(), { minLength: 40, maxLength: 40 })

/** The states that a walk comes to. */
const walked = (choices: readonly number[]): readonly Cluster[] => {
  let state = machine.initial
  return choices.map((choice) => {
    const next = machine.actions.all
      .map((action) => machine.fire(state, action))
      .filter((after): after is Cluster => !isRefused(after))
    state = next[choice % Math.max(1, next.length)] ?? state
    return state
  })
}

const states = fc.sample(drawn, { numRuns: 6, seed: 15 }).flatMap(walked)

test('a canonical state stays as it is', () => {
  for (const state of states) expect(canonical(config, unlike(state), state)).toEqual(state)
})

test('every rule gives the same outcome whatever numbers partition epochs have', () => {
  let taken = 0
  for (const state of states.filter((_, at) => at % 4 === 0))
    for (const action of machine.actions.all) {
      const [one, other] = [machine.fire(state, action), machine.fire(stretched(state), action)]
      expect(isRefused(other)).toBe(isRefused(one))
      if (isRefused(one) || isRefused(other)) continue
      expect(canonical(config, unlike(other), other)).toEqual(one)
      taken += 1
    }
  expect(taken).toBeGreaterThan(200)
})

describe('an image that nobody can come to any more is gone', () => {
  const MOVES = (broker: number): string => `controller moves the leader to broker ${broker}`
  const BOTH = 'broker 1 replays the metadata log (0 behind)\nbroker 2 replays the metadata log (0 behind)'
  const imagesOf = ({ state }: Played): number => kraftOf(state).images.length

  test('also where there is one broker', () => {
    const faults = { 'session-expiry': 1 }
    const fenced = played('controller fences broker 1\nbroker 1 replays the metadata log (0 behind)', {
      ...{ settings: { minIsr: 1 }, bounds: { brokers: 1, records: 1, faults } },
    })
    expect(imagesOf(fenced)).toBe(1)
  })

  test('also where a broker is down, which begins with the newest', () => {
    const faults = { 'leader-move': 1, 'process-crash': 1 }
    const moved = played(`${MOVES(2)}\n${BOTH}`, { bounds: { brokers: 2, records: 1, faults } })
    expect(imagesOf(moved.then('the process of broker 1 crashes'))).toBe(1)
  })

  test('also where a broker holds one that the quorum has lost', () => {
    const faults = { 'leader-move': 2, 'quorum-loss': 1 }
    const kraft = { metadataLag: 3, elr: false }
    const lost = played(
      `${MOVES(2)}\n${MOVES(1)}\nbroker 1 replays the metadata log (1 behind)\nbroker 2 replays the metadata log (0 behind)
      the quorum of controllers loses what was committed last (changes: 1)`,
      { bounds: { brokers: 2, records: 1, faults, kraft } },
    )
    expect(imagesOf(lost)).toBe(2)
  })

  test('and a controller that was replaced keeps its own', () => {
    const faults = { 'leader-move': 3, 'controller-failover': 1 }
    const moved = played(`another controller becomes active\n${MOVES(2)}\n${MOVES(1)}\n${BOTH}\n${MOVES(2)}\n${BOTH}`, {
      bounds: { brokers: 2, records: 1, faults },
    })
    expect([imagesOf(moved), kraftOf(moved.state).replaced]).toEqual([2, 0])
  })
})

test('images that nobody holds and that are not among the newest are gone', () => {
  const moves = Array.from({ length: 4 }, (_, at) => `controller moves the leader to broker ${2 - (at % 2)}`).join('\n')
  const moved = played(moves, { bounds: { brokers: 2, records: 1, epochs: 6, faults: { 'leader-move': 4 } } })
  // The one that both brokers hold, and the two newest.
  expect(kraftOf(moved.state).images).toHaveLength(3)
})
