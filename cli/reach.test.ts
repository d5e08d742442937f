/** `check --reach` prints the shortest schedule to a goal (R27). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { facts } from '../properties/facts'
import { expressionNames } from '../properties/vocabulary'
import { shapes } from '../reports/json'
import { tidemark, type Printed } from './harness'

const SMALL = ['check', '--brokers', '2', '--records', '1', '--faults', 'process-crash=1,leader-move=1', '--untimed']

const reach = (goal: string, ...more: readonly string[]): Promise<Printed> =>
  tidemark('', { words: [...SMALL, '--reach', goal, ...more] })

describe('R27: users can name a fact or a goal', () => {
  test('a fact is reached by a schedule as short as check says', async () => {
    const whole = shapes.check.parse(JSON.parse((await tidemark([...SMALL, '--json'].join(' '))).out))
    expect(whole.facts.length).toBeGreaterThan(10)
    for (const { name, depth } of whole.facts) {
      const { code, out } = await reach(name, '--json')
      expect(shapes.reach.parse(JSON.parse(out))).toMatchObject({
        ...{ goal: name, verdict: depth === undefined ? 'unreachable' : 'reached' },
        ...(depth === undefined ? { distinct: whole.distinct } : { steps: depth }),
      })
      expect(code).toBe(depth === undefined ? 11 : 0)
    }
  })

  test.each([
    'isr(2) = {1 2} and isr = {2}',
    'leader = 2 and epoch >= 1',
    'hw(2) < leo(2) and committed(a)',
    'acknowledged(a)',
    'log(2) = [a0] and not runs(1)',
    'some x: some y: x != y and leads(x) and leads(y)',
    'some x: leads(x) and epoch(x) < epoch',
    'size(isr) = 1 and clean',
    'cluster.spent.leader-move = 1 and requests(2) = 2',
  ])('the last state of the schedule to %s is the first in which it holds', async (goal) => {
    const { out, code } = await reach(goal, '--json')
    const { token = '', steps } = shapes.reach.parse(JSON.parse(out))
    const again = await tidemark('', { words: ['replay', token, '--reach', goal, '--json'] })
    expect([code, shapes.replay.parse(JSON.parse(again.out)).reachedAt]).toEqual([0, steps])
  })

  test('what cannot be reached is said to be so after every state', async () => {
    const { code, out } = await reach('epoch = 2 and leader = 1 and not runs(1)')
    expect([code, out]).toEqual([
      11,
      expect.stringContaining('not reachable: every state within these bounds was judged'),
    ])
  })

  test('a search that is stopped says how far it came', async () => {
    const { code, out } = await reach('epoch = 2 and leader = 1 and not runs(1)', '--max-states', '50')
    expect(code).toBe(3)
    expect(out).toMatch(/not reachable within \d+ steps; nothing is known beyond/)
    expect(out).toContain("--reach 'epoch = 2 and leader = 1 and not runs(1)'")
  })

  test('a goal beyond a broken property is reached, and the breach is named', async () => {
    const words = [
      'check',
      '--kafka',
      '0.10.2',
      '--records',
      '1',
      '--epochs',
      '2',
      '--reach',
      'epoch(3) = 1 and log(3) = [] and committed(a)',
    ]
    const { code, out } = await tidemark('', { words })
    expect(code).toBe(0)
    expect(out).toMatch(/step \d+ breaks S\d+/)
  })

  test('an error points at its place, with the nearest name', async () => {
    const words = [...SMALL, '--reach', 'isr(1) = {1} and leeder = 2']
    const { code, err } = await tidemark('', { words, errIsTerminal: true })
    expect(code).toBe(2)
    const line = "tidemark: --reach, column 18: there is no 'leeder': expected a name (did you mean leader?)\n"
    expect(err).toBe(`${line}  isr(1) = {1} and leeder = 2\n  ${' '.repeat(17)}^\n`)
    expect((await tidemark('', { words })).err).toBe(line)
    expect((await reach('two brokers led at once')).err).toContain("did you mean 'two brokers lead at once'?")
  })

  test.each(
    facts.filter(({ name }) => /ZooKeeper|zkVersion|LeaderAndIsr|StopReplica/.test(name)).map(({ name }) => name),
  )('with KRaft it is refused to look for what only ZooKeeper has: %s', async (fact) => {
    for (const kafka of ['3.2', '4.3.1']) {
      const { code, err } = await reach(fact, '--kafka', kafka)
      const release = kafka.split('.', 2).join('.')
      const why = `which is of ZooKeeper, and Kafka ${release} has none`
      expect([code, err]).toEqual([2, `tidemark: --reach is '${fact}', ${why}\n`])
    }
  })

  test('with ZooKeeper it is refused to look for what only KRaft has', async () => {
    const [fact] = facts.filter(({ isOfKraft }) => isOfKraft === true).map(({ name }) => name)
    const { code, err } = await reach(fact ?? '', '--kafka', '2.8')
    expect([code, err]).toEqual([2, `tidemark: --reach is '${fact}', which is of KRaft, and Kafka 2.8 has none\n`])
  })

  test('with KRaft no search looks for what only ZooKeeper has', async () => {
    const { out } = await tidemark([...SMALL, '--kafka', '4.3', '--max-states', '100', '--json'].join(' '))
    const asked = shapes.check.parse(JSON.parse(out)).facts.map(({ name }) => name)
    const strange = facts.filter(({ isOfZooKeeper }) => isOfZooKeeper === true).map(({ name }) => name)
    expect(asked).toContain('two brokers lead at once')
    expect(asked.filter((name) => strange.includes(name))).toEqual([])
  })

  test('the help lists facts and names', async () => {
    const { out } = await tidemark('check --help')
    expect(out).toContain('two brokers lead at once')
    expect(out).toContain('hw(1)')
  })
})

describe('any machine can be asked', () => {
  const asked = (line: string, goal: string): Promise<Printed> =>
    tidemark('', { words: [...line.split(' '), '--reach', goal] })

  test.each([
    ['die-hard', 'big = 4', 6],
    ['die-hard', 'big = 4 and small = 0', 7],
    ['two-phase-commit', 'coordinator = committed and managers(2) = prepared', 7],
    ['kip-320', 'some x: size(replicas(x).log) = 2 and replicas(x).hw = 1', 7],
  ])('%s reaches %s', async (machine, goal, steps) => {
    const { out } = await asked(`check --machine ${machine} --json`, goal)
    expect(shapes.reach.parse(JSON.parse(out))).toMatchObject({ verdict: 'reached', steps })
  })

  test('a search with symmetry finds a symmetric goal in as many steps, and refuses a goal that names a peer', async () => {
    const line = 'check --machine two-phase-commit --json'
    const steps = async (more: string): Promise<unknown> =>
      shapes.reach.parse(JSON.parse((await asked(`${line}${more}`, 'some x: managers(x) = committed')).out)).steps
    expect(await steps(' --symmetry')).toBe(await steps(''))
    const named = await asked(`${line} --symmetry`, 'managers(1) = committed')
    expect([named.code, named.err]).toEqual([2, expect.stringContaining('names a peer by its number')])
  })
})

test.each(['--unlike 2.1', '--property S1', '--judge any', '--save', '--resume', '--fingerprints'])(
  '%s does not go with --reach',
  async (option) => {
    const { code, err } = await reach('leader = 2', ...option.split(' '))
    expect([code, err]).toEqual([2, expect.stringContaining('does not go with --reach')])
  },
)

test('a second goal is refused', async () => {
  const { code, err } = await reach('leader = 2', '--reach', 'leader = 1')
  expect([code, err]).toEqual([2, expect.stringContaining('given twice')])
})

test('docs/expressions.md has all names', () => {
  const page = readFileSync(join(__dirname, '..', 'docs', 'expressions.md'), 'utf8')
  expect(expressionNames.filter(([name]) => !page.includes(`\`${name}\``))).toEqual([])
})
