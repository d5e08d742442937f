/** docs/track-record.md itself is held to the record by made-files.test.ts; its numbers by the tests of lab/records. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rng } from '../explorer/rng'
import { optionsOf, readQuestion, type Options } from '../lab/questions/ask'
import { readToken } from '../lab/questions/token'
import { ablatable } from '../lab/records/ablatable'
import { chapters } from '../lab/records/catalogue'
import { planOfWalk } from '../lab/records/hunts'
import { pinnedWalks } from '../lab/records/pinned-walks'
import { drawQuestion, sizesFor } from '../lab/walking/draw-question'
import type { Plan } from '../lab/walking/plan'
import { askedBy } from './options'
import { planOf } from './walk'

const page = readFileSync(join(__dirname, '..', 'docs', 'track-record.md'), 'utf8')
const ledger = readFileSync(join(__dirname, '..', 'docs', 'bugs.md'), 'utf8')

/** A word as a shell reads it. */
const unquoted = (word: string): string => (/^'.*'$/.test(word) ? word.slice(1, -1).replaceAll("'\\''", "'") : word)

/** What stands between ` and ` in the cells of the page. */
const commands = [...page.matchAll(/`npm run -s tidemark -- ([^`]+)`/g)].map(([, line = '']) =>
  line.split(' ').map(unquoted),
)

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

/** The question of one walk of a plan, in the words of the command line. */
const drawn = ({ seed, asked, open, steps }: Plan, number: number): Options =>
  optionsOf(drawQuestion(asked, open, sizesFor(steps), rng(`${seed}/${number}`)))

test('the command of a walk asks for the walk on record', () => {
  const plans = commandsOf('walk').map((words) => planOf(typedIn(words)))
  expect(plans.map(({ plan, first }) => [plan.seed, first, plan.runs, plan.steps, drawn(plan, first)])).toEqual(
    pinnedWalks.map((pinned) => {
      const plan = planOfWalk(pinned)
      return [plan.seed, pinned.walk, 1, plan.steps, drawn(plan, pinned.walk)]
    }),
  )
})
