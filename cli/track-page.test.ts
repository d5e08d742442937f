/** docs/track-record.md itself is held to the record by made-files.test.ts; its numbers by the tests of lab/records. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readQuestion } from '../lab/questions/ask'
import { readToken } from '../lab/questions/token'
import { ablatable } from '../lab/records/ablatable'
import { chapters } from '../lab/records/catalogue'
import { askedBy } from './options'

const page = readFileSync(join(__dirname, '..', 'docs', 'track-record.md'), 'utf8')
const ledger = readFileSync(join(__dirname, '..', 'docs', 'bugs.md'), 'utf8')

/** What stands between ` and ` in the cells of the page. */
const commands = [...page.matchAll(/`npm run -s tidemark -- ([^`]+)`/g)].map(([, line = '']) => line.split(' '))

const commandsOf = (command: string): readonly (readonly string[])[] =>
  commands.flatMap(([first, ...rest]) => (first === command ? [rest] : []))

/** `--elr --kafka 4.3` as the options that a command reads. */
const typedIn = (words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    words.flatMap((word, at) => {
      const next = words[at + 1] ?? '--'
      return word.startsWith('--') ? [[word.slice(2), next.startsWith('--') ? 'yes' : next]] : []
    }),
  )

test('every bug of docs/bugs.md has a row', () => {
  const told = [...ledger.matchAll(/^\| \[?(B\d+)/gm)].map(([, bug]) => bug)
  const rows = [...page.matchAll(/^\| \[?(B\d+)/gm)].map(([, bug]) => bug)
  expect([...new Set(told)].filter((bug) => !rows.includes(bug))).toEqual([])
  expect(chapters.flatMap(({ bugs }) => bugs).length).toBeGreaterThanOrEqual(35)
})

test('every row has a command, and each command that asks or replays can be read', () => {
  const rows = chapters.flatMap(({ bugs }) => bugs)
  const asking = [commandsOf('ablate'), commandsOf('check'), commandsOf('replay')]
  expect(asking.flat()).toHaveLength(rows.length)
  for (const [name = ''] of commandsOf('ablate')) expect(ablatable.map((row) => row.name)).toContain(name)
  for (const words of commandsOf('check'))
    expect(readQuestion(askedBy(typedIn(words), [])).properties.length).toBeLessThanOrEqual(1)
  for (const [token = ''] of commandsOf('replay')) expect(readToken(token).codes.length).toBeGreaterThan(0)
})
