/** `tidemark campaign` in one process: its file, what is reused, and how it stops. By a queue: campaigning.long.test.ts. */
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { EXIT } from './exit'
import { tidemark, type Printed } from './harness'

const HEAD = 'versions: [2.1]\n'
const WALKS = 'walks: { runs: 1 }\n'

const files = (text: string): Map<string, string> => new Map([['one.yaml', text]])

test.each([
  ['versions: [2.1', 'one.yaml:1: this is not YAML'],
  ['', 'one.yaml:1: expected name, versions, settings, worlds, seeds, walks, searches and hunts'],
  [HEAD, 'one.yaml:1: expected walks, or searches, or both'],
  [`versions: 2.1\n${WALKS}`, 'one.yaml:1: versions: expected a list of releases'],
  [`versions: []\n${WALKS}`, 'one.yaml:1: versions: expected a list of releases, which is not empty'],
  [`versions: [2.1, 9.9]\n${WALKS}`, "one.yaml:1: versions.1: is '9.9': expected 0.8.0"],
  [`versions: [{ without: kip-101 }]\n${WALKS}`, 'one.yaml:1: versions.0: kafka is missing'],
  [`versions: [2.6.1, 2.6.3]\n${WALKS}`, "one.yaml:1: versions.1: it asks what 'kafka 2.6.1' asks"],
  [`${HEAD}${WALKS}setings: []`, "one.yaml:3: there is no 'setings': expected name"],
  [`${HEAD}walks: { runs: 0 }`, 'one.yaml:2: walks.runs: expected a whole number from 1 to 1000000000'],
  [`${HEAD}walks: { run: 1 }`, 'one.yaml:2: walks.runs: expected a number'],
  [`${HEAD}searches: 5`, 'one.yaml:2: searches: expected max-states'],
  [`${HEAD}${WALKS}seeds: [a, a]`, "one.yaml:3: seeds.1: 'a' is there twice"],
  [`${HEAD}${WALKS}seeds: [a b]`, 'one.yaml:3: seeds.0: expected letters, digits, and - . / _'],
  [`${HEAD}${WALKS}name: ../x`, 'one.yaml:3: name: expected letters, digits, - and _'],
  [`${HEAD}${WALKS}settings:\n  - acks: many`, "one.yaml:4: settings.0.acks: is 'many': expected 0, 1 or all"],
  [`${HEAD}${WALKS}worlds:\n  - brokrs: 2`, 'one.yaml:4: worlds.0.brokrs: there is no such option: expected'],
  [
    `${HEAD}${WALKS}worlds:\n  - brokers: { a: 1 }`,
    'one.yaml:4: worlds.0.brokers: expected a word, or a list of words',
  ],
])('%j is refused with its line', async (text, message) => {
  const { code, out, err } = await tidemark('campaign one.yaml', { files: files(text) })
  expect({ code, out }).toEqual({ code: EXIT.badInput, out: '' })
  expect(err.startsWith(`tidemark: ${message}`)).toBe(true)
})

test.each([
  ['campaign none.yaml', /^tidemark: there is no file 'none.yaml'/],
  ['campaign one.yaml --workers 0', /^tidemark: --workers is '0'/],
  ['campaign one.yaml --queue redis://x --workers 2', /^tidemark: --workers does not go with --queue/],
  ['campaign one.yaml --queue redis://me:geheim@x', /TIDEMARK_QUEUE_PASSWORD\n$/],
  ['work', /^tidemark: --queue is missing/],
  ['work --queue http://x', /^tidemark: --queue is 'http:\/\/x'/],
])('%s is refused', async (line, message) => {
  const { code, err } = await tidemark(line, { files: files(HEAD + WALKS) })
  expect(code).toBe(EXIT.badInput)
  expect(err).toMatch(message)
})

test.each([
  ['hunts: { seeds: 1 }', 'one.yaml:1: hunts.steps: expected a number'],
  ['hunts: { bugs: [B99], seeds: 1, steps: 9 }', 'one.yaml:1: hunts.bugs.0: expected bugs of B01'],
  ['hunts: { strategies: [x], seeds: 1, steps: 9 }', 'one.yaml:1: hunts.strategies.0: expected uniform, swarm'],
  [`hunts: { seeds: 1, steps: 9 }\n${WALKS}`, 'one.yaml:1: versions: expected a list of releases'],
])('%j is refused with its line', async (text, message) => {
  const { code, err } = await tidemark('campaign one.yaml', { files: files(text) })
  expect(code).toBe(EXIT.badInput)
  expect(err.startsWith(`tidemark: ${message}`)).toBe(true)
})

describe('a campaign', () => {
  const disk = memoryDisk()
  const outside = { clock: { now: () => performance.now() / 1000, cpu: () => 0, pause: () => Promise.resolve() } }
  const world =
    'worlds: [{ brokers: 2, records: 1, faults: leader-move=2 }]\nsearches: { max-states: 1000 }\nname: one\n'
  const small = files(`versions: [2.1]\n${world}walks: { runs: 25 }\n`)
  const larger = files(`versions: [2.1, 2.6]\n${world}walks: { runs: 50 }\n`)
  const asked = (of: Map<string, string>, interruptAfter = Infinity): Promise<Printed> =>
    tidemark('campaign one.yaml --workers 1 --json', { files: of, disk, interruptAfter, outside })

  test('that is stopped says so, and ends with 3', async () => {
    const { code, out } = await asked(small, 0)
    expect(code).toBe(EXIT.inconclusive)
    expect(JSON.parse(out)).toMatchObject({ stopped: 'interrupt', next: 'tidemark campaign one.yaml' })
  })

  test('goes on where it was stopped, and finds what a search and walks find', async () => {
    const { code, out } = await asked(small)
    expect(code).toBe(EXIT.broken)
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'broken',
      walks: 25,
      searches: 1,
      failures: [{ by: ['kafka-9338', 'kafka-18723'] }],
    })
  })

  test('that is larger does what is new, and a second time nothing', async () => {
    const { out } = await asked(larger)
    expect(JSON.parse(out)).toMatchObject({ walks: 100, searches: 2, reused: 2 })
    const again = JSON.parse((await asked(larger)).out) as {
      readonly done: number
      readonly jobs: number
      readonly reused: number
    }
    expect(again.reused).toBe(again.jobs)
  })

  test('of a name that another process has is refused', async () => {
    disk.replace('.tidemark/campaigns/one/running', '77')
    const { code, err } = await asked(small)
    expect(code).toBe(EXIT.badInput)
    expect(err).toMatch(/campaign one is under way in process 77/)
  })
})
