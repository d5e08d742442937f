/** Steps from the memory of another thread are the steps by the rules, or they are unknown. */
import type { Machine, Property } from '../../contract/machine'
import { specimens } from '../../specimens/catalogue'
import { Arena } from '../arena'
import { rng } from '../rng'
import { steps, type Steps } from '../steps'
import { Borrowed } from './borrowed'
import { UNKNOWN } from './forest'
import { BYTES_OF_ENDS, isSame } from './lending'
import { rememberedForAll } from './remembered'

/** What the steps out of a state are, or undefined if one is unknown. `isBroken` may be unknown alone. */
const stepsOut = (taking: Steps, from: Int32Array, at: number): readonly (readonly unknown[])[] | undefined => {
  const found: (readonly unknown[])[] = []
  try {
    taking.expand(from, at, () => {
      found.push([taking.ordinal(), taking.judge(), [...taking.packed], isBroken(taking)])
    })
  } catch (error) {
    if (error !== UNKNOWN) throw error
    expect(found).toEqual([])
    return undefined
  }
  return found
}

const isBroken = (taking: Steps): boolean | undefined => {
  try {
    return taking.isBroken(taking.packed, 0)
  } catch (error) {
    if (error !== UNKNOWN) throw error
    return undefined
  }
}

/** Without the verdicts on states that were unknown. */
const sure = (
  found: readonly (readonly unknown[])[],
  borrowed: readonly (readonly unknown[])[],
): readonly (readonly unknown[])[] =>
  found.map((step, index) => (borrowed[index]?.[3] === undefined ? [...step.slice(0, 3), undefined] : step))

/** How many states another thread could expand, of all. The memory is shown to it at random moments. */
const lend = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[], seed: number, most: number) => {
  const { states, actions } = machine
  const size = { words: states.words, actions: actions.all.length, properties: properties.length }
  const random = rng(String(seed))
  const [owner, rules] = [rememberedForAll(machine, properties), steps(machine, properties)]
  const { lending } = owner
  if (lending === undefined) throw new Error('this memory cannot be lent')
  const ends = new Int32Array(new SharedArrayBuffer(BYTES_OF_ENDS))
  let sent = lending.learned()
  const borrowed = new Borrowed(size, sent, ends)
  const arena = new Arena(states.words)
  const packed = new Int32Array(states.words)
  states.write(machine.initial, packed, 0)
  arena.link(arena.add(packed), -1, 0)
  let known = 0
  let index = 0
  for (; index < arena.count && index < most; index++) {
    const [from, at] = [arena.chunk(index), arena.offset(index)]
    const expected = stepsOut(rules, from, at) ?? []
    const other = stepsOut(borrowed, from, at)
    if (other !== undefined) {
      known++
      expect(other).toEqual(sure(expected, other))
    }
    owner.expand(from, at, () => {
      const added = arena.add(owner.packed)
      if (added >= 0) arena.link(added, index, owner.ordinal())
      owner.judge()
      owner.isBroken(owner.packed, 0)
    })
    if (random.below(8) === 0) lending.publish(sent, ends)
    if (random.below(64) === 0) {
      if (!isSame(sent, lending.learned())) borrowed.adopt((sent = lending.learned()))
      lending.publish(sent, ends)
    }
    borrowed.refresh()
  }
  return { known, all: index }
}

it.each([1, 2])('R33: borrowed steps are the steps by the rules, or they are unknown, with seed %d', (seed) => {
  const kip = specimens.find(({ name }) => name === 'kip-320')
  if (kip === undefined) throw new Error('there is no such specimen')
  const { known, all } = kip
    .build({ 'max-epoch': 1 })
    .run((machine, properties) => lend(machine, properties, seed, 2000))
  expect(known).toBeGreaterThan(all / 2)
  expect(known).toBeLessThan(all)
})
