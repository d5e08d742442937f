/** The form that a state has after each step: it is one for all that behave alike, and stays one. */
import fc from 'fast-check'
import { isRefused } from '../../../kit/refused'
import { leads } from '../../cluster'
import type { Broker, Cluster } from '../../state'
import { canonical } from './canonical'
import { kraftOf, memberOf } from './image'
import { configOf, machineOf, played } from './kraft.fixture'

const asked = {
  elr: true,
  bounds: { brokers: 3, records: 2, faults: { 'process-crash': 2, 'isr-shrink': 2, 'leader-move': 2 } },
}
const machine = machineOf(asked)
const { bounds } = configOf(asked)

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
  for (const state of states) expect(canonical(bounds, unlike(state), state)).toEqual(state)
})

test('every rule gives the same outcome whatever numbers partition epochs have', () => {
  let taken = 0
  for (const state of states.filter((_, at) => at % 4 === 0))
    for (const action of machine.actions.all) {
      const [one, other] = [machine.fire(state, action), machine.fire(stretched(state), action)]
      expect(isRefused(other)).toBe(isRefused(one))
      if (isRefused(one) || isRefused(other)) continue
      expect(canonical(bounds, unlike(other), other)).toEqual(one)
      taken += 1
    }
  expect(taken).toBeGreaterThan(200)
})

test('images that nobody holds and that are not among the newest are gone', () => {
  const moves = Array.from({ length: 4 }, (_, at) => `controller moves the leader to broker ${2 - (at % 2)}`).join('\n')
  const moved = played(moves, { bounds: { brokers: 2, records: 1, epochs: 6, faults: { 'leader-move': 4 } } })
  // The one that both brokers hold, and the two newest.
  expect(kraftOf(moved.state).images).toHaveLength(3)
})
