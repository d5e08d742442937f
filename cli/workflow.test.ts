/** The commands of the workflow docs/ci/tidemark.yml exist. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { program, type Handlers } from './program'

const PATH = join(__dirname, '..', 'docs', 'ci', 'tidemark.yml')

const step = z.looseObject({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
})
const workflow = z.looseObject({
  on: z.looseObject({ pull_request: z.unknown() }),
  permissions: z.strictObject({ contents: z.literal('read'), 'security-events': z.literal('write') }),
  jobs: z.strictObject({
    check: z.looseObject({ 'runs-on': z.string(), 'timeout-minutes': z.int(), steps: z.array(step) }),
  }),
})

const steps = workflow.parse(parse(readFileSync(PATH, 'utf8'))).jobs.check.steps
const commands = steps
  .flatMap(({ run = '' }) => run.split('\n'))
  .flatMap((line) => /npx tidemark ([^|>#]*)/.exec(line)?.[1]?.trim() ?? [])

test('every action has a fixed version', () => {
  const used = steps.flatMap(({ uses }) => uses ?? [])
  expect(used.length).toBeGreaterThan(3)
  for (const one of used) expect(one).toMatch(/^[\w-]+\/[\w/-]+@v\d+\.\d+\.\d+$/)
})

test('it writes JUnit, SARIF, Markdown and the page', () => {
  for (const wanted of ['check', '--format junit', '--format sarif', '--format markdown', 'page'])
    expect(commands.some((line) => line.includes(wanted))).toBe(true)
})

test.each(commands)('tidemark %s is a command', async (line) => {
  const asked: string[] = []
  const handlers = new Proxy({} as Handlers, {
    get: (_, name) => () => {
      asked.push(String(name))
      return Promise.resolve()
    },
  })
  const all = program('0', handlers)
  for (const one of [all, ...all.commands]) one.exitOverride()
  await all.parseAsync(line.split(' '), { from: 'user' })
  expect(asked).toEqual([line.split(' ')[0]])
})

test('a later step finds the files that an earlier one writes', () => {
  const written = commands.flatMap((line) => /--out (\S+)/.exec(line)?.[1] ?? [])
  const texts = steps.flatMap(({ with: means = {} }) => Object.values(means).map(String))
  expect(written).toHaveLength(2)
  expect(texts).toContain('.tidemark/ci/tidemark.sarif')
  for (const path of written) expect(texts.some((text) => text.includes(path.replace(/[^/]*$/, '')))).toBe(true)
})
