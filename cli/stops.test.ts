/** `stops` and `crashes`: what they print, and what they refuse. */
import { tidemark } from './harness'

test('stops measures each chosen way, and ends with a command that runs', async () => {
  const { code, out } = await tidemark('stops --partitions 1,2 --ways controlled,killed')
  expect(code).toBe(0)
  const rows = out.split('\n').filter((line) => /^\d/.test(line))
  expect(rows.map((row) => row.replace(/ {2,}/g, '|'))).toEqual([
    '1|controlled shutdown|-|0 rounds|0|1|2 of 2|2 of 2|0',
    '1|process killed|-|18 s + 2 rounds|2|1|2 of 2|0 of 2|0',
    '2|controlled shutdown|-|0 rounds|0|2|4 of 4|4 of 4|0',
    '2|process killed|-|18 s + 2 rounds|4|2|4 of 4|0 of 4|0',
  ])
  expect(out.trimEnd().split('\n').at(-1)).toMatch(/^next {2}.* stops --partitions '?1,2'? --ways .* --acks 1$/)
})

test('stops draws its table with --out, and still prints it', async () => {
  const files = new Map<string, string>()
  const { out } = await tidemark('stops --partitions 1 --ways killed --out stops.svg', { files })
  expect(files.get('stops.svg')).toContain('process killed')
  expect(out).toContain('written stops.svg')
})

test.each([
  ['stops --ways kiled', "--ways names 'kiled': expected controlled, early, disabled, retries, killed or power"],
  ['stops --partitions 0', "--partitions is '0': expected a whole number from 1 to 100"],
  ['stops --acks 0', "--acks is '0': expected 1 or all"],
  ['stops --kafka 4.3', "--kafka is '4.3': stops measures clusters with ZooKeeper, up to 2.8.2"],
  ['stops --kafka 3.1.2', "--kafka is '3.1.2': stops measures clusters with ZooKeeper, up to 2.8.2"],
  ['stops --out stops.png', "--out is 'stops.png': expected a name that ends with .svg"],
  ['crashes --length 41', "--length is '41': expected a whole number from 1 to 40"],
  ['crashes --cleanup compacted', "--cleanup is 'compacted': expected delete, compact or compact,delete"],
])('%s is refused in one line', async (line, message) => {
  const { code, err } = await tidemark(line)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('crashes answers with exit code 10 where a stop is not survived, and says which is the first', async () => {
  const { code, out } = await tidemark('crashes --without kafka-10101 --cleanup delete --length 2')
  expect(code).toBe(10)
  expect(out).toMatch(/^ {2}delete: .*: the log has a batch that cannot be read$/m)
})
