/** The source lines of the steps on record: of some in npm test, of all in the long tests. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import baseline from '../../reports/baseline.json'
import { scheduleInToken } from '../questions/case-schedule'
import { whereabouts, type Place } from './whereabouts'

export const tokenOf = (id: string): string => {
  const entry = baseline.entries.find((one) => one.id === id) as { readonly token?: string } | undefined
  return entry?.token ?? ''
}

export const placesOf = (token: string): readonly (Place | undefined)[] => whereabouts(scheduleInToken(token))

export const lineAt = (place: Place | undefined): string =>
  place === undefined
    ? ''
    : (readFileSync(join(__dirname, '..', '..', place.path), 'utf8').split('\n')[place.line - 1] ?? '').trim()

const tokens = baseline.entries.flatMap((entry) => ('token' in entry ? [entry.token] : []))

/** Every step of one in `every` of the schedules on record. */
export const haveLinesOfRules = (every: number): void =>
  test(`every step of one in ${every} on record has the line of a rule`, () => {
    expect(tokens.length).toBeGreaterThan(30)
    for (const token of tokens.filter((_, index) => index % every === 0))
      for (const place of placesOf(token).slice(0, -1)) expect(lineAt(place)).toMatch(/^export const \w+/)
  })
