/** The source lines of the steps of a schedule. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import baseline from '../../reports/baseline.json'
import { readCase } from '../questions/case'
import { readSchedule, scheduleInToken } from '../questions/case-schedule'
import { whereabouts, type Place } from './whereabouts'

const tokenOf = (id: string): string => {
  const entry = baseline.entries.find((one) => one.id === id) as { readonly token?: string } | undefined
  return entry?.token ?? ''
}

const placesOf = (token: string): readonly (Place | undefined)[] => whereabouts(scheduleInToken(token))

const lineAt = (place: Place | undefined): string =>
  place === undefined
    ? ''
    : (readFileSync(join(__dirname, '..', '..', place.path), 'utf8').split('\n')[place.line - 1] ?? '').trim()

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

test('every step on record has the line of a rule', () => {
  const tokens = baseline.entries.flatMap((entry) => ('token' in entry ? [entry.token] : []))
  expect(tokens.length).toBeGreaterThan(30)
  for (const token of tokens)
    for (const place of placesOf(token).slice(0, -1)) expect(lineAt(place)).toMatch(/^export const \w+/)
})

test('the steps of a specimen have no place', () => {
  const four = readSchedule(readCase({ machine: 'die-hard' }), ['fb', 'bs', 'es', 'bs', 'fb', 'bs'])
  expect(whereabouts(four)).toEqual(Array(6).fill(undefined))
})
