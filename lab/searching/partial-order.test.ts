/** Kafka with and without partial-order reduction: only the steps taken differ. */
import { explore } from '../../explorer/breadth'
import { footprintFaults } from '../../explorer/footprint-laws'
import { exploreInOneOrder } from '../../explorer/partial-order'
import { statesOf } from '../../explorer/states'
import type { Action } from '../../model/actions'
import { partsWithin, type Parts } from '../../properties/footprints/parts'
import { releases } from '../../model/versions/timeline'
import { ablations, olderAblations } from '../records/ablations'
import { bugs, knownLosses } from '../records/bugs'
import { versionRows } from '../records/ladder'
import { counterpart, world, type Pinned } from '../records/pinned'
import { numberOf, question, subjectOf, type Differing, type Question } from '../questions/question'
import { worlds } from '../records/worlds'

type Named = readonly [name: string, asked: Question]

/** The question without `unlike`. */
const alone = ({ name, question: { unlike: _, ...asked } }: Pinned): Named => [name, asked]

const eachOnce = (named: readonly Named[]): readonly Named[] => [
  ...new Map(named.map((one) => [JSON.stringify(one[1]), one])).values(),
]

const within = (most: number, pinned: readonly Pinned[]): readonly Pinned[] =>
  pinned.filter(({ expected: { distinct = Infinity } }) => distinct <= most)

const withCounterparts = (pinned: readonly Pinned[]): readonly Pinned[] =>
  pinned.flatMap((one) => {
    const other = counterpart(one)
    return other === undefined ? [one] : [one, { ...other, name: `${one.name}, asked of ${other.name}` }]
  })

const record = [
  ...within(100_000, withCounterparts([...versionRows, ...ablations, ...olderAblations])),
  ...within(20_000, [...bugs, ...knownLosses, ...worlds]),
]

/** Questions for every release, and for four and five brokers, with which several aspects share one part. */
const SMALL: readonly (readonly [string, Differing])[] = [
  ...releases.flatMap((kafka) => [
    [`${kafka} and a crash`, { kafka, bounds: world(3, 1, 2, { 'process-crash': 1 }) }] as const,
    [`${kafka} and a zombie`, { kafka, bounds: { ...world(2, 1, 2, { 'cut-off': 1 }), grain: 'message' } }] as const,
  ]),
  [
    'a broker that gives up its shutdown, and one that reaches half of the coordinator',
    {
      bounds: {
        ...world(2, 1, 2, { 'clean-shutdown': 1, 'cut-off-zookeeper': 1, 'cut-off-controller': 1 }),
        controlledShutdown: 'gives-up',
      },
    },
  ],
  ['four brokers', { bounds: world(4, 1, 2, { 'leader-move': 1 }) }],
  ['five brokers', { bounds: world(5, 1, 1, { 'process-crash': 1 }) }],
]
const small = SMALL.map(([name, asked]): Named => [name, question(asked)])

describe('a search with one order of independent steps finds what all orders find', () => {
  test.each(eachOnce([...record.map(alone), ...small]))('in %s', (_name, asked) => {
    const { machine, properties } = subjectOf(asked)
    const { bytes: _, ...whole } = explore(machine, properties)
    const { bytes: __, spared, ...fewer } = exploreInOneOrder(machine, properties)
    expect({ ...fewer, generated: fewer.generated + spared }).toEqual(whole)
  })
})

describe('footprints, and the parts that properties declare to see, are correct', () => {
  const MOST = 10_000
  const asked = [...within(MOST, record).map(alone), ...small]
  test.each(eachOnce(asked))('in %s', (_, one) => {
    const { machine, properties } = subjectOf(one)
    expect(footprintFaults(machine, properties, statesOf(machine, 400))).toEqual([])
  })
})

describe('a wrong footprint is found:', () => {
  const blind = (asked: Question, type: Action['type'], goneOf: (parts: Parts) => number): readonly string[] => {
    const { machine } = subjectOf(asked)
    const { footprints } = machine
    if (footprints === undefined) throw new Error('Kafka has footprints')
    const { looksAt, ...rest } = footprints
    const gone = goneOf(partsWithin(asked.bounds))
    const bent: typeof footprints = {
      ...rest,
      looksAt: (before, action, after) => looksAt(before, action, after) & (action.type === type ? ~gone : -1),
    }
    return footprintFaults({ ...machine, footprints: bent }, [], statesOf(machine, 900))
  }
  const named = (name: string): Question => {
    const found = worlds.find((one) => one.name === name)
    if (found === undefined) throw new Error(`no world is named ${name}`)
    return found.question
  }
  const controllers = named('controllers that change, and requests that come twice')
  const zombie = named('messages to a zombie, and a crash')
  const shrinking = named('fetches that bring two records')

  test.each<readonly [string, Question, Action['type'], (parts: Parts) => number]>([
    ['a fetch that does not look at the epoch of its leader', controllers, 'Fetch', ({ all }) => all.belief],
    ['a fetch that does not look at what its leader knows', shrinking, 'Fetch', ({ all }) => all.leadership],
    ['a new controller that does not look who runs', controllers, 'ControllerFailover', ({ all }) => all.life],
    ['a controller that does not look at ZooKeeper', zombie, 'NoticeReturn', ({ states }) => states],
    ['a crash that does not look whose connections it breaks', zombie, 'ProcessCrash', ({ all }) => all.exchanges],
    ['an answer that does not look at the log', zombie, 'Serve', ({ all }) => all.log],
  ])('%s', (_, asked, type, goneOf) => {
    expect(blind(asked, type, goneOf).join()).toMatch(/depends on more than/)
  })

  test.each([
    ['S15', 'B35', knownLosses],
    ['S17', 'kafka-1555', ablations],
    ['S19', 'kip-101', ablations],
  ] as const)('%s that sees only the parts of the step, within the bounds of %s', (number, where, pinned) => {
    const found = pinned.find(({ name }) => name === where)
    if (found === undefined) throw new Error(`nothing named ${where} is on record`)
    const { machine, properties } = subjectOf(found.question)
    const blinded = properties.filter(({ name }) => numberOf(name) === number).map((one) => ({ ...one, sees: () => 0 }))
    expect(footprintFaults(machine, blinded, statesOf(machine, 1500)).join()).toContain('sees more than it declares')
  })
})
