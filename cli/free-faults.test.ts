/** `--faults isr-shrink=free,lost-alter-partition=free`: what may happen again and again (docs/decisions/0075). */
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { tidemark } from './harness'

const ALONE = '--kafka 2.1 --brokers 3 --min-isr 1 --records 1 --epochs 1 --faults isr-shrink=free'

test('each shrink is marked as a fault, and the token says that it was free', async () => {
  const words = ['check', ...ALONE.split(' '), '--reach', 'the ISR is the leader alone']
  const { code, out } = await tidemark('', { words })
  expect(code).toBe(0)
  expect(out).toContain('fault budget: isr-shrink free')
  expect(out.split('[isr-shrink]')).toHaveLength(3)
  const token = / replay (tm1:\S+)/.exec(out)?.[1] ?? ''
  expect(token).toContain(':faults=isr-shrink=free:')
  expect((await tidemark(`replay ${token}`)).out.split('[isr-shrink]')).toHaveLength(3)
})

test('a walk that breaks something is shrunk to so many shrinks as it takes', async () => {
  const { code, out } = await tidemark('walk --kafka 0.8.0 --brokers 2 --faults isr-shrink=free --seed 1')
  expect(code).toBe(10)
  expect(out).toMatch(/ replay tm1:\S+faults=isr-shrink=1:/)
})

test('a search that was stopped goes on with it', async () => {
  const disk = memoryDisk(new Map<string, Uint8Array>())
  const asked = `check ${ALONE.replace('epochs 1', 'epochs 2')},leader-move=1 --untimed`
  const whole = await tidemark(asked)
  expect((await tidemark(`${asked} --max-states 100`, { disk })).code).toBe(3)
  expect((await tidemark(`${asked} --resume`, { disk })).out).toBe(whole.out)
})

test.each([
  [
    'check --faults process-crash=free',
    '--faults has process-crash=free: expected a whole number; only isr-shrink and lost-alter-partition may be free',
  ],
  ['check --faults isr-shrink=freely', "--faults isr-shrink is 'freely': expected a whole number"],
  ['check --faults isr-shrink=free --property L1', "--faults isr-shrink=free does not go with 'L1"],
  [
    'check --kafka 4.3 --faults lost-alter-partition=free --property L1',
    "--faults lost-alter-partition=free does not go with 'L1",
  ],
  ['survive --faults isr-shrink=free', '--faults has isr-shrink=free: expected a whole number, which sets are made of'],
])('%s is refused in one line', async (line, message) => {
  const { code, err } = await tidemark(line)
  expect(code).toBe(2)
  expect(err).toContain(message)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})
