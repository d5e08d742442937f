/** Output to a terminal, and to other places. */
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
  ['output goes to a file, even if the width of a terminal is known', { columns: 80 }, {}, 'x', undefined],
  ['output goes to a file, and colours are requested in another way', {}, { FORCE_COLOR: '1' }, 'x', undefined],
  ['the width of a terminal is unknown', { isTTY: true, columns: 0 }, {}, RED, undefined],
])('%s', (_, stream, env, painted, width) => {
  const paint = paintFor(stream, env)
  expect([paint.red('x'), paint.width]).toEqual([painted, width])
})

test('a pipe gets no escape sequence, and a short search no progress', () => {
  const main = join(__dirname, 'main.ts')
  const out = execFileSync(
    process.execPath,
    ['-r', './from-source.js', main, 'check', '--machine', 'two-phase-commit'],
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

test('without a terminal no line is overwritten, and with --json standard output is one line', async () => {
  const { out, err } = await tidemark('check --machine two-phase-commit --json')
  expect([err, out.split('\n').length]).toEqual(['', 2])
})

test('progress on a terminal is never wider than the terminal, so that it can be overwritten', async () => {
  const { err } = await tidemark('check --machine kip-320', { errIsTerminal: true, errWidth: 30, interruptAfter: 4 })
  const lines = err.split('\r\u001b[K').filter(Boolean)
  expect(lines.length).toBeGreaterThan(0)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(29)
})

test('progress in a file is a plain line from time to time', async () => {
  // The clock of these tests advances by a second at each read.
  const { err } = await tidemark('check --machine kip-320 --max-states 200000', { interruptAfter: 100 })
  const lines = err.trimEnd().split('\n').filter(Boolean)
  expect(lines.length).toBeLessThanOrEqual(7)
  expect(err).not.toContain('\u001b')
  for (const line of lines) expect(line).toMatch(/^\d+ s {2}depth \d+ {2}/)
})
