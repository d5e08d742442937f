/** Pages that quote commands: most in npm test, and those with long searches in the long tests. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fill } from './pages'
import { pages } from './write-pages'
import { ablations, olderAblations } from '../lab/records/ablations'
import { bugs, knownLosses } from '../lab/records/bugs'
import { compactionBugs } from '../lab/records/compaction-bugs'
import { storageBugs } from '../lab/records/storage-bugs'
import { stalls } from '../lab/records/stalls'
import { versionRows } from '../lab/records/ladder'
import type { Expected } from '../lab/records/pinned'

const root = join(__dirname, '..')

/** The most states that the tables of a page search in npm test. */
const SHORT = 20_000

const rows = [...ablations, ...olderAblations, ...bugs, ...stalls, ...storageBugs, ...compactionBugs, ...knownLosses]

const statesOf = ({ distinct = 0 }: Partial<Expected> = {}): number => distinct

/** The states of the tables that a page quotes, as they are on record: each row is searched, and its counterpart. */
const statesIn = (page: string): number => {
  const tables = [...page.matchAll(/tidemark -- (ladder|ablate) (.*)/g)].flatMap(([, command, words = '']) =>
    command === 'ladder' ? versionRows : rows.filter(({ name }) => words.split(' ').includes(name)),
  )
  return tables.reduce((sum, { expected, held }) => sum + statesOf(expected) + statesOf(held), 0)
}

const named = pages(root).map((path) => [relative(root, path).replaceAll('\\', '/'), path] as const)

const isShort = ([, path]: (typeof named)[number]): boolean => statesIn(readFileSync(path, 'utf8')) <= SHORT

export const shortPages = named.filter(isShort)
export const longPages = named.filter((one) => !isShort(one))

export const areFilledIn = (some: typeof named): void =>
  test.each(some)('%s quotes the current output of its commands', async (_, path) => {
    const page = readFileSync(path, 'utf8')
    expect(await fill(page)).toBe(page)
  })
