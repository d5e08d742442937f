/** What makes symmetry reduction sound for Kafka, in the states of random walks: few in npm test, many at night. */
import fc from 'fast-check'
import { isRefused } from '../../kit/refused'
import { NONE } from '../../kit/schema'
import { unequalUnderRenaming } from '../../explorer/laws'
import { rng } from '../../explorer/rng'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import type { Fault } from '../../model/state'
import { isKraft } from '../../model/versions/timeline'
import type { World } from '../../properties/history'
import type { WorldProperty } from '../../properties/scope'
import { faultsOf } from '../questions/ask-kraft'
import { question, subjectOf, type Differing, type Question } from '../questions/question'
import { stored } from '../records/storage-bugs'

/** With these of KRaft an election is not seen in the step that makes it. */
const UNSEEN: readonly Fault[] = ['controller-failover', 'quorum-loss', 'directory-failure', 'directory-move']

const everyFault = (release: string, but: readonly Fault[] = []): Partial<Record<Fault, number>> => {
  const left = isKraft(release) ? [...but, ...UNSEEN] : but
  return Object.fromEntries(faultsOf(release).map((fault) => [fault, left.includes(fault) ? 0 : 1]))
}

const cluster = (release: string, { bounds, ...rest }: Differing, but?: readonly Fault[]): Question =>
  question({
    ...{ kafka: release, settings: { minIsr: 2 }, runs: 'any' },
    ...rest,
    bounds: { brokers: 3, records: 2, epochs: 4, faults: everyFault(release, but), ...bounds },
  })

const NO_DISK: readonly Fault[] = ['disk-loss', 'io-error', 'lost-checkpoint', 'crash-while-loading']
const kraft = { metadataLag: 2, elr: true }

/** All that brokers may be interchangeable in. */
export const clusters: readonly (readonly [string, Question])[] = [
  ['with KRaft', cluster('4.3', {}, NO_DISK)],
  [
    'with KRaft, eligible leader replicas, and messages',
    cluster('4.3', { bounds: { kraft, grain: 'message' } }, NO_DISK),
  ],
  ['with KRaft, and unclean elections', cluster('3.2', { settings: { uncleanElection: true } }, NO_DISK)],
  [
    'with KRaft, a lag clock, and clients',
    cluster('4.0', { bounds: { kraft, lagClock: true, clients: true } }, NO_DISK),
  ],
  [
    'with KRaft, and the log on disk',
    cluster('4.3', { bounds: { ...stored(3, 2, 4, everyFault('4.3')).bounds, kraft } }),
  ],
  ['with ZooKeeper', cluster('2.1', {}, NO_DISK)],
  ['with ZooKeeper, and messages', cluster('2.6', { bounds: { grain: 'message' } }, [...NO_DISK, 'id-taken-over'])],
  ['with ZooKeeper, and the log on disk', cluster('2.1', stored(3, 2, 4, everyFault('2.1')))],
]

type Kafka = Machine<World, Action>

/** The machine of a question, without its preferences. */
const impartialOf = (asked: Question): { readonly plain: Kafka; readonly impartial: Kafka } => {
  const plain = subjectOf(asked).machine
  const impartial = plain.impartial?.()
  if (impartial === undefined) throw new Error('these bounds name brokers by their numbers')
  return { plain, impartial }
}

/** The last state of a random walk, each of whose steps is of a random kind, so that elections come often. */
const lastOf = (machine: Kafka, seed: number, steps: number): World => {
  const chance = rng(`impartial/${seed}`)
  let state = machine.initial
  for (let step = 0; step < steps; step++) {
    const byKind = new Map<string, World[]>()
    machine.successors(state, ({ type }, next) => byKind.set(type, [...(byKind.get(type) ?? []), next]))
    const kinds = [...byKind.values()]
    const some = kinds[chance.below(Math.max(1, kinds.length))]
    state = some?.[chance.below(some.length)] ?? state
  }
  return state
}

/** In this state somebody is to be elected, and there is a choice. */
const isChoiceIn = (impartial: Kafka, state: World): boolean => {
  let found = false
  impartial.successors(state, (action) => {
    if ('elected' in action && action.elected !== NONE) found = true
  })
  return found
}

const anyWalk = fc.record({ seed: fc.nat(), steps: fc.integer({ min: 0, max: 40 }) })

export const areInterchangeable = (name: string, asked: Question, runs: number): void =>
  describe(`brokers of a cluster ${name}`, () => {
    const { plain, impartial } = impartialOf(asked)
    const { properties } = subjectOf(asked)
    const forAnyWalk = (claim: (state: World) => void): void =>
      fc.assert(
        fc.property(anyWalk, ({ seed, steps }) => claim(lastOf(impartial, seed, steps))),
        { numRuns: runs, seed: 71 },
      )

    test('are interchangeable where the election is free: renaming commutes with firing', () =>
      forAnyWalk((state) => expect(unequalUnderRenaming(impartial, state, 'few')).toBeUndefined()))

    test('are judged alike under all names', () =>
      forAnyWalk((state) => {
        const said = verdictsIn(properties, state)
        for (const { state: renamed } of impartial.renamings ?? [])
          expect(verdictsIn(properties, renamed(state))).toEqual(said)
      }))

    test('do all that they do without a free election', () =>
      forAnyWalk((state) => {
        const free: string[] = []
        impartial.successors(state, (action, next) => free.push(stepOf(plain, action, next)))
        plain.successors(state, (action, next) => expect(free).toContain(stepOf(plain, action, next)))
      }))
  })

/** The same law breaks where the controller prefers the first replica that may lead. */
export const preferenceIsNoticed = (asked: Question): void =>
  test('brokers are not interchangeable where the first replica is preferred', () => {
    const { plain, impartial } = impartialOf(asked)
    const renamed: Kafka = { ...plain, renamings: impartial.renamings ?? [] }
    expect(isChoiceIn(impartial, plain.initial)).toBe(true)
    expect(unequalUnderRenaming(renamed, plain.initial, 'few')).toContain('leads to another state')
  })

/** Otherwise the walks above show little. */
export const choicesAreMet = (name: string, asked: Question, walks: number): void =>
  test(`there is a choice whom to elect in many states of a cluster ${name}`, () => {
    const { impartial } = impartialOf(asked)
    const states = Array.from({ length: walks }, (_, seed) => lastOf(impartial, seed, seed % 40))
    expect(states.filter((state) => isChoiceIn(impartial, state)).length * 20).toBeGreaterThan(walks)
  })

/** Which properties break in a state, and in the steps from it, and which facts it shows. */
const verdictsIn = (properties: readonly WorldProperty[], state: World): readonly string[] =>
  properties.flatMap((property) => {
    if (property.kind === 'always') return property.check(state) === undefined ? [] : [property.name]
    if (property.kind === 'reachable') return property.found(state) ? [property.name] : []
    return []
  })

/** A step, as the plain machine writes it. */
const stepOf = ({ actions, states }: Kafka, action: Action, next: World): string => {
  const packed = new Int32Array(states.words)
  states.write(next, packed, 0)
  const counterpart = actions.counterpart(action)
  return `${counterpart === undefined ? 'none' : actions.encode(counterpart)} ${packed.join()}`
}

/** The same, of the steps that properties judge. */
export const areJudgedAlikeInSteps = (name: string, asked: Question, runs: number): void =>
  test(`steps of a cluster ${name} are judged alike under all names`, () => {
    const { impartial } = impartialOf(asked)
    const { properties } = subjectOf(asked)
    const judged = (before: World, action: Action, after: World): readonly string[] =>
      properties.flatMap((one) =>
        one.kind === 'step' && one.check(before, action, after) !== undefined ? [one.name] : [],
      )
    fc.assert(
      fc.property(anyWalk, ({ seed, steps }) => {
        const before = lastOf(impartial, seed, steps)
        impartial.successors(before, (action, after) => {
          const said = judged(before, action, after)
          for (const renaming of impartial.renamings ?? []) {
            const there = impartial.fire(renaming.state(before), renaming.action(action))
            if (isRefused(there)) throw new Error('it is enabled under one name only')
            expect(judged(renaming.state(before), renaming.action(action), there)).toEqual(said)
          }
        })
      }),
      { numRuns: runs, seed: 71 },
    )
  })
