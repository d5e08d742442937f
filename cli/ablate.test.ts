/** `ablate --kafka`: what it refuses. What it prints: ablate.long.test.ts. */
import { tidemark } from './harness'

test('Ctrl-C stops it with what it has', async () => {
  const { code, out } = await tidemark('ablate --kafka 0.10.2 kafka-1555', { interruptAfter: 1 })
  expect(code).toBe(3)
  expect(out).toContain('stopped after')
})

test.each([
  ['ablate --elr', '--elr is for one preset'],
  ['ablate --kafka 3.9 --elr', 'Kafka 3.9 has no eligible leader replicas'],
  ['ablate --kafka 4.3 kip-841/bars', "Kafka 4.3 decides nothing named 'kip-841/bars'"],
  ['ablate --kafka 4.3 --workers 2', '--workers does not go with --kafka'],
])('%s is refused', async (line, why) => {
  const { code, err } = await tidemark(line)
  expect(code).toBe(2)
  expect(err).toContain(why)
})
