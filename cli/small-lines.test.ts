/** The small lines of docs/field-reports.md. Those of the page are in reports/page/. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { kafkas } from '../lab/questions/question'
import { faults } from '../model/state'
import { tidemark } from './harness'
import { paintFor } from './terminal'

const MAIN = join(__dirname, 'main.ts')
const FROM_SOURCE = join(__dirname, '..', 'from-source.js')

/** Starts `serve`, sends it a signal when it listens, and returns how it ended. */
const ended = (
  folder: string,
  signal: NodeJS.Signals,
): Promise<{ readonly code: number | null; readonly out: string }> => {
  const child = spawn(process.execPath, ['-r', FROM_SOURCE, MAIN, 'serve', '--port', '0'], {
    cwd: folder,
  })
  const said = { out: '' }
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
  child.stderr.once('data', () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out: said.out }))
  })
}

test('SIGTERM ends a command as Ctrl-C does: cleanly, and with a word', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-signal-'))
  const [terminated, interrupted] = await Promise.all([ended(folder, 'SIGTERM'), ended(folder, 'SIGINT')])
  rmSync(folder, { recursive: true })
  expect(terminated).toMatchObject({ code: 0, out: expect.stringMatching(/^served {4}0 requests/) as string })
  expect(interrupted.code).toBe(0)
})

test('--acks 2 names what is expected, and guesses nothing', async () => {
  expect((await tidemark('check --acks 2')).err).toBe("tidemark: --acks is '2': expected 0, 1 or all\n")
})

test('walk --minutes 0 blames the option that was typed', async () => {
  expect((await tidemark('walk --minutes 0')).err).toBe("tidemark: --minutes is '0': expected a number above 0\n")
})

test.each(['check', 'walk'])('%s --help lists the versions and the faults', async (command) => {
  const { out } = await tidemark(`${command} --help`)
  for (const word of [...kafkas, ...faults]) expect(out).toContain(word)
})

test('one state is one state', async () => {
  const { out } = await tidemark('check --records 1 --max-states 1 --untimed')
  expect(out).toMatch(/searched {2}1 state, 0 transitions/)
  expect(out).not.toMatch(/\b1 (states|transitions|steps|records)\b/)
})

test('--max-states 50 stops after a whole state, and the help says so', async () => {
  expect((await tidemark('check --max-states 50 --untimed')).out).toContain('searched  51 states, ')
  expect((await tidemark('check --help')).out.replace(/\s+/g, ' ')).toContain(
    'this many states are known, after a whole state',
  )
})

describe('on a terminal of 40 columns', () => {
  const paint = paintFor({ isTTY: true, columns: 40 }, { NO_COLOR: '1' })

  test.each([
    'check --records 1 --max-states 60 --untimed',
    'check --records 1 --epochs 1 --faults none --untimed',
    'walk --runs 2 --steps 20 --brokers 2 --untimed',
  ])('the summary lines of %s are broken between words', async (line) => {
    const [narrow, wide] = [await tidemark(line, { outside: { paint } }), await tidemark(line)]
    const lines = narrow.out.split('\n').filter((one) => !one.includes('tidemark ') && !one.includes('.tidemark/'))
    expect(lines.filter((one) => one.length > 40)).toEqual([])
    expect(narrow.out.replace(/\s+/g, ' ')).toBe(wide.out.replace(/\s+/g, ' '))
  })

  test('a verdict in colours is broken at the same places, and a command stays whole', async () => {
    const colours = paintFor({ isTTY: true, columns: 40 }, {})
    const line = 'check --kafka 0.10.2 --records 1 --epochs 2 --untimed'
    const [plain, coloured] = [
      await tidemark(line, { outside: { paint } }),
      await tidemark(line, { outside: { paint: colours } }),
    ]
    expect(stripVTControlCharacters(coloured.out)).toBe(plain.out)
    expect(plain.out).toMatch(/^replay {4}tidemark replay tm1:\S+$/m)
    expect(plain.out).toMatch(/^broken {4}S19 ISR members truncate\n {10}nothing committed$/m)
  })
})
