/** Searches from memory and by the rules, of the record: small ones in npm test, the others in the long tests. */
import { explore } from '../../explorer/breadth'
import type { Machine, Property } from '../../contract/machine'
import { remembered } from '../../explorer/memo/remembered'
import { steps, type Stepping } from '../../explorer/steps'
import { releases } from '../../model/versions/timeline'
import { specimens } from '../../specimens/catalogue'
import { ablations, olderAblations } from '../records/ablations'
import { bugs, knownLosses } from '../records/bugs'
import { readCase, type Case } from '../questions/case'
import { kafkaCase } from '../questions/kafka-case'
import { versionRows } from '../records/ladder'
import { counterpart, world, type Pinned } from '../records/pinned'
import { question } from '../questions/question'
import { worlds } from '../records/worlds'

/** Every search on record, and the search with which it is compared. */
const record = [...versionRows, ...ablations, ...olderAblations, ...bugs, ...knownLosses, ...worlds].flatMap(
  (one): readonly Pinned[] => [one, ...[counterpart(one) ?? []].flat()],
)

/** All of these in the long tests, and one in five in npm test. */
export const small = releases.flatMap((kafka): readonly Case[] => [
  kafkaCase(question({ kafka, bounds: world(3, 1, 2, { 'process-crash': 1 }) })),
  kafkaCase(question({ kafka, bounds: { ...world(2, 1, 2, { 'cut-off': 1 }), grain: 'message' } })),
])

/** To their end at night, and their first states in npm test. */
export const ofSpecimens = specimens.map(({ name }) =>
  readCase({ machine: name, ...(name.startsWith('kip') ? { replicas: '2' } : {}) }),
)

const others = [
  ...small.filter((_, index) => index % 5 === 0), // crashes and messages in turn
  ...ofSpecimens,
]

const found = (asked: Case, stepping: Stepping, maxStates: number): unknown =>
  asked.run(<S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[]) => {
    const { bytes: _, ...outcome } = explore(machine, properties, { maxStates }, stepping)
    return outcome
  })

const eachOnce = (cases: readonly Case[]): readonly Case[] => [
  ...new Map(cases.map((one) => [JSON.stringify(one.options), one])).values(),
]

const recordOf = (isWanted: (states: number) => boolean): readonly Case[] =>
  record
    .filter(({ expected: { distinct = Infinity } }) => isWanted(distinct))
    .map(({ question: asked }) => kafkaCase(asked))

/** The searches on record with at most `most` states, and other small ones. */
export const smallCases = (most: number): readonly Case[] =>
  eachOnce([...recordOf((states) => states <= most), ...others])

export const casesBetween = (more: number, most: number): readonly Case[] =>
  eachOnce(recordOf((states) => states > more && states <= most))

/** Each search ends at so many states. */
export const findTheSame = (cases: readonly Case[], maxStates = 10_000): void =>
  it.each(cases.map((one) => [Object.entries(one.options).join(' '), one] as const))(
    'from memory nothing is found that the rules do not find: %s',
    (_, asked) => {
      expect(found(asked, remembered, maxStates)).toEqual(found(asked, steps, maxStates))
    },
  )

/** The most states in npm test, in the long tests, and at night. */
export const MOST_STATES = { short: 100, long: 250, night: 2000 }
