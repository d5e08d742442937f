/** Pages that quote commands: most in npm test, and those with long searches in the long tests. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fill } from './pages'
import { pages } from './write-pages'

const root = join(__dirname, '..')

/** Its commands search more than a hundred thousand states. */
const LONG = ['docs/bugs.md']

const named = pages(root).map((path) => [relative(root, path).replaceAll('\\', '/'), path] as const)

export const shortPages = named.filter(([name]) => !LONG.includes(name))
export const longPages = named.filter(([name]) => LONG.includes(name))

export const areFilledIn = (some: typeof named): void =>
  test.each(some)('%s quotes the current output of its commands', async (_, path) => {
    const page = readFileSync(path, 'utf8')
    expect(await fill(page)).toBe(page)
  })
