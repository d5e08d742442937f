import { dieHard, neverFour } from '../specimens/die-hard'
import { truncateToHighWatermark } from '../specimens/kafka/truncate-to-high-watermark'
import { kafkaMachine } from '../specimens/kafka/machine'
import { strongIsr, weakIsr } from '../specimens/kafka/properties'
import { explore } from './breadth'
import { rng, type Rng } from './rng'
import type { Machine, Property } from '../contract/machine'
import { moments, type Reach } from './moments'
import { schedule } from '../contract/schedule'
import { retake } from './replay'
import { deleteAndLower, searchShorter } from './shrink'
import { drawSwarm, type Swarm } from './swarm'
import { walk, type WalkOutcome } from './walk'

const effort = { steps: 100_000, states: 50_000 }

const walked = <S extends object, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  seed: string,
  reach: Reach = { steps: 30_000, returns: 0 },
): WalkOutcome<A> => {
  const chance = rng(seed)
  const walking = walk(machine, properties, evenly(machine, chance), chance, reach)
  while (walking.advance(10_000));
  return walking.outcome
}

/** All that goes on is of one rank: these puzzles have no actors that could be slow. */
const evenly = <S, A>({ actions }: Machine<S, A>, chance: Rng): Swarm => ({
  ...drawSwarm(actions, chance),
  ranks: actions.all.map(() => 0),
})

const kafka = kafkaMachine(truncateToHighWatermark, { replicas: 3, logSize: 2, records: 2, maxEpoch: 1 })

describe('a generator of random numbers', () => {
  test('gives the same numbers for the same seed, and others for another', () => {
    const rolls = (seed: string): readonly number[] => {
      const chance = rng(seed)
      return Array.from({ length: 20 }, () => chance.below(1000))
    }
    expect(rolls('a')).toEqual(rolls('a'))
    expect(rolls('a')).not.toEqual(rolls('b'))
  })

  test('goes on from a state that was saved', () => {
    const chance = rng('saved')
    chance.below(6)
    const other = rng(JSON.parse(JSON.stringify(chance.state())) as ReturnType<typeof chance.state>)
    expect([1, 2, 3, 4].map(() => other.below(1000))).toEqual([1, 2, 3, 4].map(() => chance.below(1000)))
  })
})

describe('a walk', () => {
  test('takes the same steps for the same seed', () => {
    expect(walked(kafka, [], 'same').actions).toEqual(walked(kafka, [], 'same').actions)
    expect(walked(kafka, [], 'same').actions).not.toEqual(walked(kafka, [], 'other').actions)
  })

  test('takes steps that can be replayed', () => {
    const { actions } = walked(kafka, [], 'again')
    expect(schedule('', kafka, actions).replay().diverged).toBeUndefined()
    expect(actions.length).toBeGreaterThan(5)
  })

  test('is the same whether it is taken at once or bit by bit', () => {
    const chance = rng('bits')
    const walking = walk(kafka, [], evenly(kafka, chance), chance, { steps: 30_000, returns: 0 })
    while (walking.advance(1));
    expect(walking.outcome.actions).toEqual(walked(kafka, [], 'bits').actions)
  })

  test('ends with the step that breaks a property', () => {
    const { verdict, actions, breaches } = walked(dieHard, [neverFour], 'four')
    expect(verdict).toBe('broken')
    expect(breaches.map(({ property }) => property)).toEqual([neverFour.name])
    const again = retake(schedule('', dieHard, actions), [neverFour])
    expect([again.steps.length, again.breaches]).toEqual([actions.length, breaches])
  })

  test('is over when no action is enabled any more', () => {
    const { verdict, actions } = walked(kafka, [], 'end', { steps: 100_000, returns: 0 })
    expect(verdict).toBe('over')
    expect(actions.length).toBeLessThan(100_000)
  })

  test('leaves harms alone that are off', () => {
    const chance = rng('harmless')
    const swarm = { ...drawSwarm(dieHard.actions, chance), harms: [] }
    const { kinds } = dieHard.actions
    const harmful = kinds.map((kind) => (kind.type === 'fillBig' ? { ...kind, role: 'harm' as const } : kind))
    const machine = { ...dieHard, actions: { ...dieHard.actions, kinds: harmful } }
    const ranks = kinds.map(({ type }) => (type === 'fillBig' ? -1 : 0))
    const walking = walk(machine, [], { ...swarm, ranks }, chance, { steps: 500, returns: 0 })
    while (walking.advance(100));
    expect(walking.outcome.actions.map(({ type }) => type)).not.toContain('fillBig')
  })
})

describe('a walk that returns', () => {
  /** Three gallons are tense, and five gallons are tenser. */
  const tense: typeof dieHard = { ...dieHard, tension: ({ big }) => (big === 5 ? 2 : big === 3 ? 1 : 0) }
  const reach = { steps: 40, returns: 3 }

  test('takes other steps from each moment at which tension rose, half as many as its length', () => {
    const { verdict, steps } = walked(tense, [], 'back', reach)
    expect(verdict).toBe('over')
    expect(steps).toBeGreaterThan(40 + 3 * 20 - 1)
    expect(walked(tense, [], 'back', { ...reach, returns: 0 }).steps).toBe(40)
  })

  test('never returns in a machine without tension', () => {
    expect(walked(dieHard, [], 'back', reach).steps).toBe(40)
  })

  test('has a schedule whose replay ends in the same state', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const { actions, breaches } = walked(tense, [neverFour], seed, reach)
      const again = retake(schedule('', dieHard, actions), [neverFour])
      expect(again.diverged).toBeUndefined()
      expect([again.steps.length, again.breaches]).toEqual([actions.length, breaches])
    }
  })

  test('is the same whether it is taken at once or bit by bit', () => {
    const chance = rng('bits')
    const walking = walk(tense, [], evenly(tense, chance), chance, reach)
    while (walking.advance(1));
    expect(walking.outcome).toEqual(walked(tense, [], 'bits', reach))
  })
})

describe('the moments of a walk', () => {
  const climbing = { tension: (height: { readonly at: number }) => height.at }
  const at = (height: number): { readonly at: number } => ({ at: height })

  test('are those at which tension reached a new maximum, the tensest first, each the given number of times', () => {
    const { note, comeBack } = moments(climbing, { steps: 100, returns: 2 })
    ;[1, 1, 3, 2, 0, 3].forEach((height, index) => note(at(-1), at(height), index + 1))
    const lengths = Array.from({ length: 5 }, () => comeBack()?.length)
    expect(lengths).toEqual([3, 3, 1, 1, undefined])
  })

  test('continue for half of a walk, and never longer than the walk has left', () => {
    const { note, comeBack } = moments(climbing, { steps: 100, returns: 1 })
    note(at(0), at(1), 30)
    note(at(0), at(2), 90)
    expect([comeBack()?.end, comeBack()?.end]).toEqual([100, 80])
  })

  test('are not looked for after a step that looks the same', () => {
    const { note, comeBack } = moments({ ...climbing, looksSame: () => true }, { steps: 100, returns: 1 })
    note(at(0), at(1), 1)
    expect(comeBack()).toBeUndefined()
  })
})

describe('shrinking', () => {
  const failing = (seed: string): Parameters<typeof deleteAndLower<object, { readonly type: string }>>[0] => ({
    machine: dieHard as never,
    properties: [neverFour] as never,
    actions: walked(dieHard, [neverFour], seed).actions,
    target: neverFour.name,
  })

  test.each(['one', 'two', 'three', 'four', 'five'])('finds the six steps to four gallons, from seed %s', (seed) => {
    const { actions } = deleteAndLower(failing(seed), effort)
    expect(actions.length).toBeLessThanOrEqual(failing(seed).actions.length)
    expect(searchShorter({ ...failing(seed), actions }, effort)).toMatchObject({
      actions: { length: 6 },
      isShortest: true,
    })
  })

  test('is not proved shortest if the search does not complete', () => {
    const { actions } = deleteAndLower(failing('one'), effort)
    expect(searchShorter({ ...failing('one'), actions }, { steps: 0, states: 3 })).toMatchObject({
      isShortest: false,
      isCutShort: true,
      actions,
    })
  })

  test('stays within its budget of steps, and reports when it runs out', () => {
    expect(deleteAndLower(failing('one'), { steps: 0, states: 0 })).toEqual({
      actions: failing('one').actions,
      isCutShort: true,
    })
  })

  const properties = [weakIsr, strongIsr]
  const broken = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].flatMap((seed) => {
    const found = Array.from({ length: 400 }, (_, index) => walked(kafka, properties, `${seed}/${index}`)).find(
      ({ verdict }) => verdict === 'broken',
    )
    return found === undefined ? [] : [[seed, found] as const]
  })

  test.each(broken)('reaches what an exhaustive search finds, and no other property, from seed %s', (_, found) => {
    const target = found.breaches[0]?.property ?? ''
    const { actions } = deleteAndLower({ machine: kafka, properties, actions: found.actions, target }, effort)
    const searched = searchShorter({ machine: kafka, properties, actions, target }, effort)
    const { breaches } = retake(schedule('', kafka, searched.actions), properties)
    expect(breaches[0]?.property).toBe(target)
    expect(searched.actions).toHaveLength(explore(kafka, properties).breach?.actions.length ?? 0)
    expect(searched.isShortest).toBe(true)
  })
})

describe('a fingerprint', () => {
  const { actions } = walked(kafka, [], 'finger')
  const of = (some: typeof actions): string => schedule('', kafka, some).fingerprint('S1 of something')

  test('names the property', () => expect(of(actions)).toMatch(/^S1-[0-9a-f]{8}$/))

  test('is the same for renamed participants', () => {
    const swapped = kafka.renamings?.[1]
    expect(of(actions.map((action) => swapped?.action(action) ?? action))).toBe(of(actions))
  })

  test('is the same if a step is repeated', () => {
    const [first] = actions
    expect(of(first === undefined ? [] : [first, ...actions])).toBe(of(actions))
  })

  test('differs for other steps', () => expect(of(actions.slice(1))).not.toBe(of(actions)))
})
