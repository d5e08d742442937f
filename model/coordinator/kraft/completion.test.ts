/** When a reassignment is complete, and what is left then. */
import { completed } from './completion'
import { configOf } from './kraft.fixture'
import type { KraftAssignment } from './state'

/** From brokers 1 and 2 to broker 3. */
const moving: KraftAssignment = { replicas: [2, 0, 1], adding: 0b100, removing: 0b011 }

/** From three brokers to the first two. */
const fewer: KraftAssignment = { replicas: [0, 1, 2], adding: 0, removing: 0b100 }

const stays = (before: KraftAssignment, isr: number, kafka = '4.3'): boolean => {
  const { targetIsr, targetAssignment } = completed(configOf({ kafka }), before, isr)
  return targetIsr === isr && targetAssignment === before
}

test('once every new replica is in the ISR the old ones are gone from it, and from the assignment', () =>
  expect(completed(configOf(), moving, 0b111)).toEqual({
    targetIsr: 0b100,
    targetAssignment: { replicas: [2], adding: 0, removing: 0 },
  }))

test('it waits for a new replica', () => expect(stays(moving, 0b011)).toBe(true))

test('it waits while only replicas that are to be removed are in the ISR, in every release', () =>
  expect(['3.2', '3.7', '4.3'].filter((kafka) => !stays(fewer, 0b100, kafka))).toEqual([]))

test('with fewer replicas every one that stays has to be in the ISR, since KAFKA-15665', () => {
  expect(stays(fewer, 0b101)).toBe(true)
  expect(completed(configOf({ kafka: '3.7' }), fewer, 0b101)).toEqual({
    targetIsr: 0b001,
    targetAssignment: { replicas: [0, 1], adding: 0, removing: 0 },
  })
})

test('where nothing moves nothing changes', () => {
  const still: KraftAssignment = { replicas: [0, 1], adding: 0, removing: 0 }
  expect(completed(configOf(), still, 0b01)).toEqual({ targetIsr: 0b01, targetAssignment: still })
})
