/** Kafka with and without partial-order reduction: small worlds in npm test, large ones in the long tests. */
import { explore } from '../../explorer/breadth'
import { footprintFaults } from '../../explorer/footprint-laws'
import { exploreInOneOrder } from '../../explorer/partial-order'
import { statesOf } from '../../explorer/states'
import type { Action } from '../../model/actions'
import { releases } from '../../model/versions/timeline'
import { partsWithin, type Parts } from '../../properties/footprints/parts'
import { ablations, olderAblations } from '../records/ablations'
import { bugs, knownLosses } from '../records/bugs'
import { versionRows } from '../records/ladder'
import { counterpart, world, type Pinned } from '../records/pinned'
import { question, subjectOf, type Differing, type Question } from '../questions/question'
import { worlds } from '../records/worlds'

type Named = readonly [name: string, asked: Question]

/** The question without `unlike`. */
const alone = ({ name, question: { unlike: _, ...asked } }: Pinned): Named => [name, asked]

const eachOnce = (named: readonly Named[]): readonly Named[] => [
  ...new Map(named.map((one) => [JSON.stringify(one[1]), one])).values(),
]

/** The most states of a search in npm test. */
export const MOST = 100

/** The most states of a search in the long tests. */
export const LARGE = 300

/** More than so many states, and at most so many. */
export type Sizes = readonly [more: number, most: number]

const within = ([more, most]: Sizes, pinned: readonly Pinned[]): readonly Pinned[] =>
  pinned.filter(({ expected: { distinct = Infinity } }) => distinct > more && distinct <= most)

const withCounterparts = (pinned: readonly Pinned[]): readonly Pinned[] =>
  pinned.flatMap((one) => {
    const other = counterpart(one)
    return other === undefined ? [one] : [one, { ...other, name: `${one.name}, asked of ${other.name}` }]
  })

const protocols = withCounterparts([...versionRows, ...ablations, ...olderAblations])
const others = [...bugs, ...knownLosses, ...worlds]

/** The questions on record with so many states, once each: of versions and ablations, and of all else. */
export const recordOf = (ofProtocols: Sizes, ofOthers: Sizes): readonly Named[] =>
  eachOnce([...within(ofProtocols, protocols), ...within(ofOthers, others)].map(alone))

const asked = (named: readonly (readonly [string, Differing])[]): readonly Named[] =>
  named.map(([name, differing]) => [name, question(differing)])

/** Questions for every release. */
export const ofReleases = asked(
  releases.flatMap((kafka) => [
    [`${kafka} and a crash`, { kafka, bounds: world(3, 1, 2, { 'process-crash': 1 }) }] as const,
    [`${kafka} and a zombie`, { kafka, bounds: { ...world(2, 1, 2, { 'cut-off': 1 }), grain: 'message' } }] as const,
  ]),
)

/** One in nine of them: crashes and zombies in turn. */
export const ofFewReleases = ofReleases.filter((_, index) => index % 9 === 0)

/** A question with both halves of a cut. */
export const halves = asked([
  [
    'a broker that gives up its shutdown, and one that reaches half of the coordinator',
    {
      bounds: {
        ...world(2, 1, 2, { 'clean-shutdown': 1, 'cut-off-zookeeper': 1, 'cut-off-controller': 1 }),
        controlledShutdown: 'gives-up',
      },
    },
  ],
])

/** Questions with four and five brokers, with which several aspects share one part. */
export const small = asked([
  ['four brokers', { bounds: world(4, 1, 2, { 'leader-move': 1 }) }],
  ['five brokers', { bounds: world(5, 1, 1, { 'process-crash': 1 }) }],
])

export const findTheSame = (named: readonly Named[]): void =>
  describe('a search with one order of independent steps finds what all orders find', () => {
    test.each(named)('in %s', (_name, asked) => {
      const { machine, properties } = subjectOf(asked)
      const { bytes: _, ...whole } = explore(machine, properties)
      const { bytes: __, spared, ...fewer } = exploreInOneOrder(machine, properties)
      expect({ ...fewer, generated: fewer.generated + spared }).toEqual(whole)
    })
  })

export const areCorrect = (named: readonly Named[], states: number): void =>
  describe('footprints, and the parts that properties declare to see, are correct', () => {
    test.each(named)('in %s', (_, one) => {
      const { machine, properties } = subjectOf(one)
      expect(footprintFaults(machine, properties, statesOf(machine, states))).toEqual([])
    })
  })

/** A wrong footprint: the question, the actions, and the parts that their footprint leaves out. */
type Wrong = readonly [claim: string, asked: Question, type: Action['type'], goneOf: (parts: Parts) => number]

const named = (name: string): Question => {
  const found = worlds.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no world is named ${name}`)
  return found.question
}

const controllers = named('controllers that change, and requests that come twice')
const zombie = named('messages to a zombie, and a crash')
const messages = named('messages about two records')
const shrinking = named('fetches that bring two records')

export const WRONG: readonly Wrong[] = [
  ['a fetch that does not look at the epoch of its leader', controllers, 'Fetch', ({ all }) => all.belief],
  ['a fetch that does not look at what its leader knows', shrinking, 'Fetch', ({ all }) => all.leadership],
  ['a new controller that does not look who runs', controllers, 'ControllerFailover', ({ all }) => all.life],
  ['a controller that does not look at ZooKeeper', zombie, 'BrokerStartup', ({ states }) => states],
  ['a crash that does not look whose connections it breaks', zombie, 'ProcessCrash', ({ all }) => all.fetcherRequests],
  ['an answer that does not look at the log', messages, 'Serve', ({ all }) => all.log],
]

const blind = ([, asked, type, goneOf]: Wrong, states: number): readonly string[] => {
  const { machine } = subjectOf(asked)
  const { footprints } = machine
  if (footprints === undefined) throw new Error('Kafka has footprints')
  const { looksAt, ...rest } = footprints
  const gone = goneOf(partsWithin(asked.bounds))
  const bent: typeof footprints = {
    ...rest,
    looksAt: (before, action, after) => looksAt(before, action, after) & (action.type === type ? ~gone : -1),
  }
  return footprintFaults({ ...machine, footprints: bent }, [], statesOf(machine, states))
}

/** The laws notice these footprints in so many states. */
export const areFound = (wrong: readonly Wrong[], states: number): void =>
  test.each(wrong.map((one) => [one[0], one] as const))('%s', (_, one) =>
    expect(blind(one, states).join()).toMatch(/depends on more than/),
  )
