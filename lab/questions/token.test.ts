import fc from 'fast-check'
import { actionsWithin } from '../../model/action-texts'
import { bounds, defaultSettings, type Bounds } from '../../model/bounds'
import { defaultKraftBounds, type KraftBounds } from '../../model/coordinator/kraft/bounds'
import { faults } from '../../model/state'
import type { CleanupPolicy } from '../../model/storage/segment'
import { smallStorage } from '../../model/storage/storage-bounds'
import { isKraft, isSince } from '../../model/versions/timeline'
import { readQuestion, optionsOf } from './ask'
import { isOfOtherEra } from './ask-kraft'
import { isBadInput } from './bad-input'
import { readCase } from './case'
import { additions, protocolOf, question, type Question } from './question'
import { readToken, writeToken, type TokenParts } from './token'

const RUNS = 60

/**
 * Faults of the other era are left out. An id is taken over only where a fault ends a session and no read is late, and files are lost only where
 * the log on disk is modelled.
 */
const budgetsOf = (kafka: string): fc.Arbitrary<Partial<Bounds['faults']>> => {
  const era = isKraft(kafka) ? { kraft: defaultKraftBounds } : {}
  const possible = faults.filter((fault) => !isOfOtherEra(fault, era))
  return fc.record(Object.fromEntries(possible.map((fault) => [fault, fc.nat(2)]))).map((drawn) => ({
    ...drawn,
    'id-taken-over':
      (drawn['cut-off'] ?? 0) === 0 || (drawn['late-read'] ?? 0) > 0 ? 0 : Math.min(1, drawn['id-taken-over'] ?? 0),
    'disk-loss': 0,
    'io-error': 0,
    'lost-checkpoint': 0,
    'crash-while-loading': 0,
    'late-fetch': 0,
  }))
}

const worlds = fc.integer({ min: 2, max: 5 }).chain((brokers) =>
  fc.record({
    brokers: fc.constant(brokers),
    records: fc.integer({ min: 1, max: 4 }),
    epochs: fc.integer({ min: 1, max: 4 }),
    leader: fc.nat(brokers - 1),
  }),
)

const kraftBounds = (kafka: string): fc.Arbitrary<KraftBounds> =>
  fc.record({
    metadataLag: fc.integer({ min: 1, max: 3 }),
    elr: isSince(kafka, '4.0') ? fc.boolean() : fc.constant(false),
  })

const versions = fc.constantFrom('0.8.0', '1.1', '2.1', 'baseline', '3.2', '4.3').chain((kafka) =>
  fc.record({
    kafka: fc.constant(kafka),
    without: fc.subarray(protocolOf(question({ kafka })).amendments.map(({ name }) => name)),
    with: fc.subarray([...additions(kafka)]),
    faults: budgetsOf(kafka),
    kraft: isKraft(kafka) ? kraftBounds(kafka) : fc.constant(undefined),
  }),
)

const questions: fc.Arbitrary<Question> = fc
  .record({
    version: versions,
    world: worlds,
    acks: fc.constantFrom('0', '1', 'all'),
    uncleanElection: fc.boolean(),
    runs: fc.constantFrom('clean', 'any'),
  })
  .map(({ version: { faults: budget, kraft, ...version }, world, acks, uncleanElection, runs }) =>
    question({
      ...{ ...version, runs, settings: { acks, uncleanElection, minIsr: world.brokers } },
      bounds: { ...world, faults: budget, ...(kraft === undefined ? {} : { kraft }) },
    }),
  )

const told: fc.Arbitrary<TokenParts> = questions.chain((asked) => {
  const actions = actionsWithin(asked.bounds)
  const codes = fc.array(
    fc.constantFrom(...actions.all).map((action) => actions.encode(action)),
    { maxLength: 30 },
  )
  return codes.map((chosen) => ({ options: optionsOf(asked), codes: chosen }))
})

const refusal = (token: string): unknown => {
  try {
    return readToken(token)
  } catch (error) {
    return isBadInput(error) ? 'bad input' : error
  }
}

test('a question is the same after it was written and read', () => {
  fc.assert(
    fc.property(questions, (asked) => expect(readQuestion(optionsOf(asked))).toEqual(asked)),
    { numRuns: RUNS },
  )
})

test('a question and its steps are the same after they were written to a token and read', () => {
  fc.assert(
    fc.property(told, (written) => expect(readToken(writeToken(written))).toEqual(written)),
    { numRuns: RUNS },
  )
})

test('a token returns the actions that were written to it', () => {
  const actions = actionsWithin(bounds({ faults: { 'machine-crash': 1, 'controller-failover': 1 } }))
  const codes = actions.all.map((action) => actions.encode(action))
  const read = readToken(writeToken({ options: {}, codes })).codes
  expect(read.map((code) => actions.decode(code))).toEqual(actions.all)
})

test('a token needs no quotes in any shell', () => {
  fc.assert(
    fc.property(told, (written) => expect(writeToken(written)).toMatch(/^[\w=:,.+/-]+$/)),
    { numRuns: RUNS },
  )
})

test('a token with any one letter changed is refused', () => {
  const letter = fc.constantFrom(...'abcdefklmnpx0123456789=:,.-/ ')
  fc.assert(
    fc.property(told, fc.nat(), letter, (written, at, other) => {
      const token = writeToken(written)
      const place = at % token.length
      fc.pre(token[place] !== other && !(other === ' ' && place === token.length - 1))
      expect(refusal(token.slice(0, place) + other + token.slice(place + 1))).toBe('bad input')
    }),
    { numRuns: 3 * RUNS },
  )
})

test('a token that was cut off is refused', () => {
  fc.assert(
    fc.property(told, fc.nat(), (written, length) => {
      const token = writeToken(written)
      expect(refusal(token.slice(0, length % token.length))).toBe('bad input')
    }),
    { numRuns: RUNS },
  )
})

test('the token of a specimen names its constants', () => {
  const { options } = readCase({ machine: 'kip-320', records: '1' })
  expect(writeToken({ options, codes: ['e1', 'l0'] })).toBe(
    'tm1:machine=kip-320:replicas=3:log-size=2:records=1:max-epoch=1:e1,l0:dcddbdf9',
  )
})

test('a question about the log on disk is the same after it was written and read', () => {
  const small = fc.record({
    segmentRecords: fc.integer({ min: 1, max: 3 }),
    keys: fc.nat(2),
    tombstones: fc.subarray([0, 1]),
    old: fc.subarray([0, 1]),
    retention: fc.integer({ min: -1, max: 2 }),
    time: fc.nat(2),
    cleanup: fc.constantFrom<CleanupPolicy>('delete', 'compact', 'compact,delete'),
    deletesRecords: fc.boolean(),
  })
  fc.assert(
    fc.property(small, (drawn) => {
      const storage = smallStorage(drawn, defaultSettings)
      const asked = question({ bounds: { storage, faults: { 'lost-checkpoint': 1, 'io-error': 1 } } })
      expect(readQuestion(optionsOf(asked))).toEqual(asked)
    }),
    { numRuns: RUNS },
  )
})
