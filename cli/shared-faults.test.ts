/** `--faults pause/cut-off=1`: faults that share a budget (docs/decisions/0076). */
import { tidemark } from './harness'

const BREAKING = '--kafka 0.8.0 --brokers 2 --min-isr 1 --records 1 --epochs 2'

test('a trace marks the fault that it was, and the token says what the question was', async () => {
  const { code, out } = await tidemark(`check ${BREAKING} --faults leader-move/process-crash=1 --untimed`)
  expect(code).toBe(10)
  expect(out).toContain('fault budget: process-crash or leader-move 1')
  expect(out).toMatch(/\[(process-crash|leader-move)\]/)
  const token = / replay (tm1:\S+)/.exec(out)?.[1] ?? ''
  expect(token).toContain(':faults=process-crash/leader-move=1:')
  expect((await tidemark(`replay ${token}`)).out).toMatch(/\[(process-crash|leader-move)\]/)
})

test('a walk that breaks something is shrunk to the fault that it takes', async () => {
  const { code, out } = await tidemark(`walk ${BREAKING} --faults leader-move/process-crash=1 --seed 1`)
  expect(code).toBe(10)
  expect(out).toMatch(/ replay tm1:\S+faults=(process-crash|leader-move)=1:/)
})

test.each([
  ['check --faults pause/lost-request=1', 'expected lost-request with a budget of its own'],
  ['check --faults pause/cut-off=2', 'expected pause/cut-off=1, because one of these faults happens, and once'],
  ['check --faults pause/pause=1', '--faults names pause twice: expected each fault once'],
  ['check --faults pause/cut-off=1,pause=1', '--faults names pause twice: expected each fault once'],
  ['check --faults pause/sleep=1', "--faults names 'sleep': expected"],
  ['survive --faults pause/cut-link=1', '--faults has pause/cut-link: expected each fault by itself'],
])('%s is refused in one line', async (line, message) => {
  const { code, err } = await tidemark(line)
  expect(code).toBe(2)
  expect(err).toContain(message)
  expect(err.trim().split('\n')).toHaveLength(1)
})
