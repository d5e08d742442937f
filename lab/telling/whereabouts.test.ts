/** The source lines of the steps of a schedule. Those of every schedule on record: whereabouts.long.test.ts. */
import { readCase } from '../questions/case'
import { readSchedule } from '../questions/case-schedule'
import { kafkaCase } from '../questions/kafka-case'
import { question } from '../questions/question'
import { whereabouts } from './whereabouts'
import { haveLinesOfRules, lineAt, placesOf, tokenOf } from './whereabouts.fixture'

test.each([
  ['ablate B01', 'model/versions/base.ts', 'makesFollower: '],
  ['ablate kafka-7128/mayJoinIsr', 'model/versions/base.ts', 'mayJoinIsr: '],
  ['ablate kafka-1028/mayElectUnclean', 'model/versions/base.ts', 'mayElectUnclean: '],
  ['ablate kip-380', 'model/versions/base.ts', 'acceptsStaleBrokerEpoch: '],
  ['ablate 1.1:kip-101/endOffsetFor', 'model/versions/kips/kip-101.ts', 'truncation: '],
  ['ablate B57-crash', 'model/versions/kips/kafka-2721.ts', 'remoteLogEndsOfNewLeader: '],
])('%s breaks at the decision whose other answer would not break it', (id, path, beginning) => {
  const place = placesOf(tokenOf(id)).at(-1)
  expect(place?.path).toBe(path)
  expect(lineAt(place).replace(/^const /, '')).toMatch(new RegExp(`^${beginning}`))
})

test('if no other answer of a decision helps, the step has the line of its rule', () => {
  const places = placesOf(tokenOf('ablate B35'))
  expect(lineAt(places.at(-1))).toBe('export const onBrokerFailure =')
})

test('a rule that waits with KRaft until its change is committed has its own line', () => {
  const moved = readSchedule(
    kafkaCase(question({ kafka: '4.3', bounds: { faults: { 'leader-move': 1, 'clean-shutdown': 1 } } })),
    ['m2', 'cs1'],
  )
  expect(whereabouts(moved).map(lineAt)).toEqual(['export const moveLeader =', 'export const controlledShutdown ='])
})

haveLinesOfRules(5)

test('the steps of a specimen have no place', () => {
  const four = readSchedule(readCase({ machine: 'die-hard' }), ['fb', 'bs', 'es', 'bs', 'fb', 'bs'])
  expect(whereabouts(four)).toEqual(Array(6).fill(undefined))
})
