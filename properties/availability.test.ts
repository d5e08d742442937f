/** Every property of availability has been seen to fail, and to hold just before. */
import { bounds, defaultSettings, type Bounds, type Settings } from '../model/bounds'
import { isRefused } from '../kit/refused'
import { preset } from '../model/versions/timeline'
import { availability, nameableFor, propertiesFor, rungOf } from './ladder'
import type { Action } from '../model/actions'
import type { World } from './history'
import type { Judged, WorldProperty } from './scope'
import { world } from './world'

const scope = (kafka: string, settings: Partial<Settings>, differing: Parameters<typeof bounds>[0]): Judged => {
  const protocol = preset(kafka)
  if (protocol === undefined) throw new Error(`${kafka} is no release`)
  return { protocol, settings: { ...defaultSettings, ...settings }, bounds: bounds(differing), runs: 'clean' }
}

/** What each step breaks, of availability. */
const broken = (judged: Judged, codes: string): readonly (readonly string[])[] => {
  const machine = world(judged)
  const judges = availability.properties.flatMap((property) => property(judged) ?? [])
  let state = machine.initial
  return codes.split(',').map((code) => {
    const action = machine.actions.decode(code)
    const next = action === undefined ? undefined : machine.fire(state, action)
    if (action === undefined || next === undefined || isRefused(next)) throw new Error(`${code} is refused`)
    const before = state
    state = next
    return judges.flatMap((property) => {
      const verdict = verdictOf(property, before, action, next)
      return verdict === undefined ? [] : [`${property.name}: ${verdict}`]
    })
  })
}

const verdictOf = (property: WorldProperty, before: World, action: Action, after: World): string | undefined => {
  if (property.kind === 'always') return property.check(after)
  return property.kind === 'step' ? property.check(before, action, after) : undefined
}

const holdsUntil = (steps: readonly (readonly string[])[]): readonly string[] | undefined => {
  expect(steps.slice(0, -1).flat()).toEqual([])
  return steps.at(-1)
}

const faults = (budget: Partial<Bounds['faults']>): Parameters<typeof bounds>[0] => ({ brokers: 2, faults: budget })

test('A1: a partition without a leader says why no replica may lead', () => {
  const judged = scope('2.1', { minIsr: 1 }, faults({ 'process-crash': 2, 'isr-shrink': 1 }))
  expect(holdsUntil(broken(judged, 'p1,s1.2,k1,nf1'))).toEqual([
    'A1 the partition has a leader: the partition is offline: the ISR is {1}, and only its members may lead; broker 1 is down; broker 2 runs, and lacks 1 committed record',
  ])
})

test('A2: after one crash an ISR of one is smaller than min.insync.replicas=2', () => {
  const judged = scope('2.1', { minIsr: 2 }, faults({ 'process-crash': 1 }))
  expect(holdsUntil(broken(judged, 'k1,nf1,l2.0'))).toEqual([
    'A2 producers are accepted: broker 2 refuses producers with NOT_ENOUGH_REPLICAS: its ISR is {2}, and min.insync.replicas=2',
  ])
})

test('A3 (R17): a broker exits that is ahead of its leader', () => {
  const judged = scope('2.0.0', { minIsr: 1 }, faults({ 'machine-crash': 1, 'leader-move': 1 }))
  expect(holdsUntil(broken(judged, 'p1,f2,f2,m2,l1.0,x2.0,u2,l2.0,t1,f1'))).toEqual([
    'A3 no broker exits: broker 1 exits: its log ends at offset 1, that of its leader at 0, and with unclean.leader.election.enable=false it may not truncate',
  ])
})

test('A4 (R20): a producer is refused, and its record stays', () => {
  const judged = scope('2.1', { minIsr: 2 }, faults({ 'isr-shrink': 1 }))
  const last = broken(judged, 'p1,s1.2').at(-1)
  expect(last?.filter((line) => line.startsWith('A4'))).toEqual([
    'A4 what is refused is not kept: the producer of a is told NOT_ENOUGH_REPLICAS_AFTER_APPEND, and a stays in the log of broker 1, where consumers read it',
  ])
})

describe('availability', () => {
  const judged = scope('2.1', { minIsr: 2 }, faults({}))
  const namesOf = (properties: readonly { readonly name: string }[]): string =>
    properties.map(({ name }) => name.split(' ')[0]).join()

  test('is judged only where it is asked for', () => {
    expect(namesOf(propertiesFor(judged))).not.toContain('A')
    expect(namesOf(nameableFor(judged))).toContain('A1,A2,A3,A4')
    expect(rungOf(judged, 'A1 the partition has a leader')).toBe('clients are served')
  })

  test('R21: is judged where min.insync.replicas is above the replication factor, and producers ask for all', () => {
    const hopeless = scope('2.1', { minIsr: 3 }, faults({}))
    expect(namesOf(propertiesFor(hopeless))).toContain('A2')
    expect(namesOf(propertiesFor(scope('2.1', { minIsr: 3, acks: '1' }, faults({}))))).not.toContain('A')
    const { initial } = world(hopeless)
    const brokenFirst = propertiesFor(hopeless).filter(
      (property) => property.kind === 'always' && property.check(initial) !== undefined,
    )
    expect(brokenFirst.map(({ name }) => name)).toEqual(['A2 producers are accepted'])
  })

  test('says nothing about refusals where there are none: acks=1, and min.insync.replicas=1', () => {
    expect(namesOf(nameableFor(scope('2.1', { acks: '1', minIsr: 2 }, faults({}))))).toMatch(
      /A1,A3,L1,L2,L3,L5,L10,L13$/,
    )
    expect(namesOf(nameableFor(scope('2.1', { minIsr: 1 }, faults({}))))).toMatch(/A1,A2,A3,L1,L2,L3,L5,L10,L13,L14$/)
  })
})
