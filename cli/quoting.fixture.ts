/**
 * Pages that quote commands: most in npm test, those with large tables in the long tests, docs/bugs.md, large answers, and all of
 * README.md at night.
 */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fill } from './pages'
import { pages } from './write-pages'
import { ablatable } from '../lab/records/ablatable'
import { versionRows } from '../lab/records/ladder'
import type { Expected } from '../lab/records/pinned'

const root = join(__dirname, '..')

/** The most states that the tables of a page search in npm test. */
const SHORT = 4000

/** The most states of the answers to `check` that a page quotes in npm test; the others are quoted at night. */
const QUOTED = 2000

/** The most states that the tables of a page search in the long tests. */
const LONG = 100_000

const statesOf = ({ distinct = 0 }: Partial<Expected> = {}): number => distinct

/** The states of the tables that a page quotes, as they are on record: each row is searched, and its counterpart. */
const statesIn = (page: string): number => {
  const tables = [...page.matchAll(/tidemark -- (ladder|ablate) (.*)/g)].flatMap(([, command, words = '']) =>
    command === 'ladder' ? versionRows : ablatable.filter(({ name }) => words.split(' ').includes(name)),
  )
  return tables.reduce((sum, { expected, held }) => sum + statesOf(expected) + statesOf(held), 0)
}

const named = pages(root).map((path) => [relative(root, path).replaceAll('\\', '/'), path] as const)

/** The states that the answers on a page say were searched. */
const quotedIn = (page: string): number =>
  [...page.matchAll(/^searched +([\d,]+) states/gm)].reduce(
    (sum, [, states = '']) => sum + Number(states.replaceAll(',', '')),
    0,
  )

/** A page that quotes a measurement takes as long as some thousands of states. */
const sizeOf = (page: string): number => statesIn(page) + (page.includes('<!-- measured ') ? SHORT + 1 : 0)

const sized = named.map((one) => {
  const page = readFileSync(one[1], 'utf8')
  return { one, states: sizeOf(page), isShort: sizeOf(page) <= SHORT && quotedIn(page) <= QUOTED }
})

const isLong = (states: number): boolean => states > SHORT && states <= LONG

export const shortPages = sized.filter(({ isShort }) => isShort).map(({ one }) => one)
export const longPages = sized.filter(({ states }) => isLong(states)).map(({ one }) => one)
export const hugePages = sized.filter(({ isShort, states }) => !isShort && !isLong(states)).map(({ one }) => one)

/** `npm start` runs the ladder, and compares it with the record: the long tests do not run it again. */
const LADDER = '<!-- tidemark -- ladder '

/** The long pages, without the ladder that one of them quotes. */
export const areFilledInButLadder = (some: typeof named): void =>
  test.each(some)('%s quotes the current output of its commands, but for the ladder', async (_, path) => {
    const page = readFileSync(path, 'utf8').replaceAll(LADDER, '<!-- ')
    expect(await fill(page)).toBe(page)
  })

export const quotingLadder = longPages.filter(([, path]) => readFileSync(path, 'utf8').includes(LADDER))

export const areFilledIn = (some: typeof named): void =>
  test.each(some)('%s quotes the current output of its commands', async (_, path) => {
    const page = readFileSync(path, 'utf8')
    expect(await fill(page)).toBe(page)
  })
