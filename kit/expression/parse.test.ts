/** Expressions mean what docs/expressions.md says, and an error points at its place. */
import { schemaVocabulary } from './of-schema'
import { parse } from './parse'
import type { Vocabulary } from './vocabulary'
import { NONE, flag, int, list, maybePeer, oneOf, peers, perPeer, record } from '../schema'

interface Node {
  readonly mood: 'calm' | 'cross'
  readonly depth: number
}

interface Herd {
  readonly calm: boolean
  readonly count: number
  readonly isFed: boolean
  readonly chief: number
  readonly awake: number
  readonly past: readonly number[]
  readonly nodes: readonly Node[]
}

const schema = record<Herd>({
  calm: flag,
  count: int(0, 9),
  isFed: flag,
  chief: maybePeer(3),
  awake: peers(3),
  past: list(int(0, 9), 4),
  nodes: perPeer(3, record<Node>({ mood: oneOf('calm', 'cross'), depth: int(0, 9) })),
})

const herd: Herd = {
  calm: false,
  ...{ count: 4, isFed: true, chief: 1, awake: 0b011, past: [3, 1] },
  nodes: [
    { mood: 'calm', depth: 2 },
    { mood: 'cross', depth: 5 },
    { mood: 'calm', depth: 5 },
  ],
}

const vocabulary: Vocabulary<Herd> = {
  ...schemaVocabulary(schema),
  facts: [{ name: 'the herd has many', found: ({ count }) => count > 3 }],
}

const holds = (text: string, state = herd): boolean => {
  const read = parse(text, vocabulary)
  if ('holds' in read) return read.holds(state)
  throw new Error(`${text}: ${read.message}`)
}

test.each([
  ...['count = 4', 'count != 3', 'count < 5', 'count <= 4', 'count > 3', 'count >= 4', '3 < count'],
  ...['isFed', 'isFed = yes', 'not (isFed = no)', 'isFed and count = 4', 'count = 1 or isFed'],
  ...['chief = 2', 'chief != none', 'awake = {1 2}', 'awake = {2, 1}', '2 in awake', 'chief in awake', '{1} in awake'],
  ...['size(awake) = 2', 'size(past) = 2', 'past = [3 1]', '1 in past', 'past(0) = 3', 'past[1] = 1'],
  ...[
    'nodes(1).mood = calm',
    'nodes[2].mood = "cross"',
    '"calm" = nodes(3).mood',
    'not calm',
    'nodes(chief).depth = 5',
  ],
  ...['some x: nodes(x).mood = cross', 'every x: nodes(x).depth > 1', 'not every x: x in awake'],
  ...['some x: some y: x != y and nodes(x).depth = nodes(y).depth', 'some x: x = chief'],
  ...['the herd has many', '"the herd has many" and isFed', 'isFed or count = 1 and count = 2'],
])('%s is true', (text) => {
  expect(holds(text)).toBe(true)
})

test.each([
  ...[
    'count = 5',
    'not isFed',
    'isFed and count = 5',
    '(isFed or count = 1) and count = 2',
    '3 in awake',
    '{1 3} in awake',
  ],
  ...['past = [1 3]', '2 in past', 'nodes(3).mood = cross', 'every x: x in awake', 'chief = none', 'awake = {}'],
])('%s is false', (text) => {
  expect(holds(text)).toBe(false)
})

test('no comparison with something that does not exist is true', () => {
  expect(holds('past(3) = 0')).toBe(false)
  expect(holds('past(3) != 0')).toBe(false)
  expect(holds('nodes(chief).depth >= 0', { ...herd, chief: NONE })).toBe(false)
  expect(holds('not past(3) = 0')).toBe(true)
})

test.each([
  ['count = ', 8, 'expected a name or a value instead of the end'],
  ['coumt = 4', 0, "there is no 'coumt': expected a name (did you mean count?)"],
  ['count = isFed', 8, 'this is yes or no: expected a number'],
  ['count = fed', 8, "there is no 'fed'"],
  ['count', 5, 'expected =, !=, <, <=, >, >= or in: this is a number'],
  ['awake < {1}', 0, '< compares numbers: this is a set of peers'],
  ['chief = 4', 8, "there is no peer '4': expected 1 to 3, or none"],
  ['nodes(1).moood = calm', 9, "there is no field 'moood': expected mood"],
  ['nodes(1).mood = caln', 16, "'caln' is not possible here: expected one of calm, cross (did you mean calm?)"],
  ['nodes = calm', 0, 'expected one of its items, such as (1)'],
  ['nodes(1) = calm', 0, 'expected one of its fields: .mood, .depth'],
  ['count(1) = 4', 6, 'this is not a list and not a row'],
  ['past = 3', 7, 'expected a list, such as [1 2]'],
  ['isFed and (count = 4', 20, 'expected ) instead of the end'],
  ['isFed count', 6, "expected and, or, or the end instead of 'count'"],
  ['count = 4 & isFed', 10, "'&' has no meaning here"],
  ['awake = {1', 8, 'this { is not closed: expected }'],
  ['some: isFed', 4, "expected a name for the peer, such as 'some x: ...'"],
  ['the herd has mny', 0, "this is no fact: did you mean 'the herd has many'?"],
  ['1 = 1', 0, 'expected something to compare this with'],
  ['size(count) = 1', 5, 'size takes a set or a list: this is a number'],
])('%s: the error is at %d', (text, at, message) => {
  const read = parse(text, vocabulary)
  expect(read).toMatchObject({ at })
  expect('message' in read ? read.message : '').toContain(message)
})

test('an expression that names a peer is not the same for every renaming', () => {
  const names = (text: string): unknown => parse(text, vocabulary)
  expect(names('chief = 2')).toMatchObject({ namesPeer: true })
  expect(names('awake = {1}')).toMatchObject({ namesPeer: true })
  expect(names('chief = none and awake = {}')).toMatchObject({ namesPeer: false })
  expect(names('some x: nodes(x).depth = 2')).toMatchObject({ namesPeer: false })
})

test('a text that is too long is refused, and deep parentheses are read', () => {
  expect(parse('('.repeat(3000), vocabulary)).toMatchObject({ at: 2000 })
  expect(holds(`${'('.repeat(900)}isFed${')'.repeat(900)}`)).toBe(true)
})
