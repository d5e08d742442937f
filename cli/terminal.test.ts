/** What goes to a terminal, and what goes elsewhere. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { tidemark } from './harness'
import { paintFor } from './terminal'

const RED = '\u001b[31mx\u001b[39m'

test('a terminal has colours and a width', () => {
  const { red, width } = paintFor({ isTTY: true, columns: 80 }, {})
  expect([red('x'), width]).toEqual([RED, 80])
})

test.each([
  ['NO_COLOR is set', { isTTY: true, columns: 80 }, { NO_COLOR: '1' }, 'x', 80],
  ['NO_COLOR is empty', { isTTY: true, columns: 80 }, { NO_COLOR: '' }, RED, 80],
  ['output goes into a file, even where the width of a terminal is known', { columns: 80 }, {}, 'x', undefined],
  ['output goes into a file, and colours are asked for in some other way', {}, { FORCE_COLOR: '1' }, 'x', undefined],
  ['a terminal does not know its width', { isTTY: true, columns: 0 }, {}, RED, undefined],
])('%s', (_, stream, env, painted, width) => {
  const paint = paintFor(stream, env)
  expect([paint.red('x'), paint.width]).toEqual([painted, width])
})

test('a pipe gets no escape sequence, and a short search no progress', () => {
  const main = join(__dirname, 'main.ts')
  const out = execFileSync(
    process.execPath,
    ['-r', 'ts-node/register', main, 'check', '--machine', 'two-phase-commit'],
    {
      cwd: join(__dirname, '..'),
      encoding: 'utf8',
      env: { ...process.env, FORCE_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  expect([out.includes('\u001b'), out.includes('\r')]).toEqual([false, false])
  expect(out).toMatch(/^two-phase-commit\n/)
})

test('with no terminal nothing is written over, and with --json standard output is one line', async () => {
  const { out, err } = await tidemark('check --machine two-phase-commit --json')
  expect([err, out.split('\n').length]).toEqual(['', 2])
})

test('progress on a terminal is no wider than that, so that the next line takes its place', async () => {
  const { err } = await tidemark('check --machine kip-320', { errIsTerminal: true, errWidth: 30, interruptAfter: 4 })
  const lines = err.split('\r\u001b[K').filter(Boolean)
  expect(lines.length).toBeGreaterThan(0)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(29)
})

test('progress that goes to a file is a plain line now and then', async () => {
  // The clock of these tests goes on by a second at each look.
  const { err } = await tidemark('check --machine kip-320 --max-states 200000', { interruptAfter: 100 })
  const lines = err.trimEnd().split('\n').filter(Boolean)
  expect(lines.length).toBeLessThanOrEqual(7)
  expect(err).not.toContain('\u001b')
  for (const line of lines) expect(line).toMatch(/^\d+ s {2}depth \d+ {2}/)
})
