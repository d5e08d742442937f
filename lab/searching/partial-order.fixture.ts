/** Kafka with and without partial-order reduction: small worlds in npm test, large ones in the long tests. */
import { explore } from '../../explorer/breadth'
import { footprintFaults } from '../../explorer/footprint-laws'
import { exploreInOneOrder } from '../../explorer/partial-order'
import { statesOf } from '../../explorer/states'
import { releases } from '../../model/versions/timeline'
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
export const MOST = 400

/** The most states of a search in the long tests. */
export const LARGE = 5000

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

/** Questions with four and five brokers, with which several aspects share one part, and with both halves of a cut. */
export const small = asked([
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
