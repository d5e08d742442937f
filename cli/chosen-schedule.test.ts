/** A page with several schedules: one is chosen by its number or its title, and without a choice all are listed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tidemark } from './harness'

const PAGE = 'docs/guide/4.2-controller.md'
const files = (): Map<string, string> => new Map([[PAGE, readFileSync(join(__dirname, '..', PAGE), 'utf8')]])

test('without a choice the schedules are listed in one line, and at a terminal as commands to paste', async () => {
  const { code, err } = await tidemark(`export ${PAGE} --format svg`, { files: files(), errIsTerminal: true })
  const [line = '', ...commands] = err.trimEnd().split('\n')
  expect(code).toBe(2)
  expect(line).toMatch(/has 3 schedules, expected --schedule and one of 1 \(A leader fails: the abrupt stop\), 2 \(/)
  expect(commands).toHaveLength(3)
  for (const [index, command] of commands.entries()) {
    expect(command).toContain(`export ${PAGE} --format svg --schedule ${index + 1}`)
  }
})

test('schedules without a heading are listed by what their clusters differ in', async () => {
  const path = 'scenarios/bugs/B76-offline-and-in-the-isr.md'
  const story = new Map([[path, readFileSync(join(__dirname, '..', path), 'utf8')]])
  const { err } = await tidemark(`explain ${path}`, { files: story })
  expect(err).toContain(
    '1 (epochs=1 faults=isr-shrink=1,directory-failure=1 property=S16), 2 (epochs=3 faults=isr-shrink=1,',
  )
})

test.each(['2', 'orderly'])('--schedule %s chooses the second one', async (which) => {
  const { code, out } = await tidemark(`replay ${PAGE} --schedule ${which}`, { files: files() })
  expect(code).toBe(0)
  expect(out).toContain('broker 1 stops cleanly')
  expect(out).not.toContain('crashes')
})

test('each command that takes a story takes its choice', async () => {
  const printed = await tidemark(`export ${PAGE} --schedule 3`, { files: files() })
  const drawn = await tidemark(`page ${PAGE} --schedule 3`, { files: files() })
  expect([printed.code, drawn.code]).toEqual([0, 0])
})

test.each([
  [`replay ${PAGE} --schedule 4`, "--schedule is '4': no schedule of"],
  [`replay ${PAGE} --schedule controller`, "--schedule is 'controller': 3 schedules of"],
  ['replay tm1:x --schedule 1', '--schedule goes with a story only'],
])('%s is refused in one line', async (line, message) => {
  const { code, err } = await tidemark(line, { files: files() })
  expect(code).toBe(2)
  expect(err).toContain(message)
})
