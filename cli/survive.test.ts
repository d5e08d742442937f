/** `survive`: which faults settings survive, what it prints, and what it refuses. */
import { tidemark } from './harness'
import { shapes } from '../reports/json'
import type { SurviveJson } from '../reports/json-survive'

const ask = async (line: string): Promise<SurviveJson> => {
  const { out } = await tidemark(`survive ${line} --json`)
  return shapes.survive.parse(JSON.parse(out))
}

const setsOf = (found: SurviveJson, id: string): readonly string[] =>
  (found.harms.find((harm) => harm.id === id)?.sets ?? []).map(({ faults }) => JSON.stringify(faults))

const CRASHES = '--faults process-crash=1,machine-crash=1 --max-faults 1 --epochs 2'

test('two replicas: a crash of a process loses nothing, and the loss of unflushed records does', async () => {
  const found = await ask(`--kafka baseline --replicas 2 --min-isr 1 ${CRASHES}`)
  expect(found.verdict).toBe('complete')
  expect(setsOf(found, 'acknowledged')).toEqual(['{"machine-crash":1}'])
  expect(setsOf(found, 'leaderless')).toEqual([])
})

test('min.insync.replicas as large as the replication factor: one crash, and producers are refused until it is started', async () => {
  const found = await ask('--kafka baseline --replicas 2 --min-isr 2 --faults process-crash=1 --max-faults 1')
  expect(setsOf(found, 'refused')).toEqual(['{"process-crash":1}'])
  const cures = found.harms.flatMap(({ id, sets }) => (id === 'refused' ? sets.flatMap((set) => set.cures) : []))
  expect(cures.map(({ what }) => what)).toEqual(['min.insync.replicas=1', 'start the brokers that are down'])
})

test('with unclean election an ISR that shrinks, and a crash, lose an acknowledged record', async () => {
  const faults = '--faults process-crash=1,isr-shrink=1 --epochs 2'
  const unclean = await ask(`--kafka baseline --replicas 2 --min-isr 1 --unclean ${faults}`)
  expect(setsOf(unclean, 'acknowledged')).toEqual(['{"process-crash":1,"isr-shrink":1}'])
  const clean = await ask(`--kafka baseline --replicas 2 --min-isr 1 ${faults}`)
  expect(clean.harms[0]?.verdict).toBe('survives')
})

test('min.insync.replicas above the replication factor refuses producers without any fault', async () => {
  const found = await ask('--replicas 1 --min-isr 2 --max-faults 0')
  expect(setsOf(found, 'refused')).toEqual(['{}'])
})

test('without a fault it says so, and asks about the usual faults next', async () => {
  const { out } = await tidemark('survive --replicas 1 --min-isr 1 --faults none')
  expect(out).toContain('\n  no fault happens\n')
  expect(out).toContain('survived, whatever the schedule (no fault, 1 broker, ')
  expect(out).toMatch(
    /\nsearched {2}1 search, .*\nnext {6}tidemark survive --kafka 2.1 --replicas 1 --min-isr 1 --acks all\n$/,
  )
})

test('acks=0 and acks=1 say why some harm cannot come about', async () => {
  const found = await ask('--replicas 1 --min-isr 1 --acks 0 --max-faults 0')
  expect(found.harms.map(({ verdict }) => verdict)).toEqual(['never', 'survives', 'never', 'survives'])
})

test('a search that reached a limit is unknown, and never survived', async () => {
  const { code, out } = await tidemark('survive --replicas 2 --min-isr 1 --max-faults 1 --max-states 20')
  expect(code).toBe(3)
  expect(out).toContain('unknown: the search was stopped for process-crash')
})

test('where some set is unknown, the next command searches more, although other sets are known', async () => {
  const { out } = await tidemark('survive --replicas 2 --min-isr 2 --max-faults 1 --max-states 200')
  expect(out).toContain('after process-crash, in 3 steps')
  expect(out).toMatch(/next +\S.* --max-faults 1 --max-states 2000\n/)
})

test('with KRaft and four replicas sets of one fault are asked about, unless more is typed', async () => {
  expect((await ask('--kafka 4.3 --replicas 4 --max-states 20')).most).toBe(1)
  expect((await ask('--kafka 4.3 --replicas 3 --max-states 20')).most).toBe(2)
  expect((await ask('--kafka 2.1 --replicas 4 --max-states 20')).most).toBe(2)
})

test('where a search has no memory left, the next command has more of it, and not more states', async () => {
  const { verdict, next } = await ask('--kafka 4.3 --faults process-crash --max-faults 1 --max-memory 0.0001')
  expect(verdict).toBe('inconclusive')
  expect(next).toMatch(/ --faults process-crash --max-memory 0.0002$/)
})

test('the answer does not depend on the number of threads', async () => {
  const asked = '--replicas 2 --min-isr 3 --max-faults 0'
  const { next: _, ...alone } = await ask(asked)
  expect(await ask(`${asked} --workers 2`)).toMatchObject(alone)
})

test('Ctrl-C stops it with what it has', async () => {
  const { code, out } = await tidemark('survive --replicas 2 --min-isr 1 --max-faults 1', { interruptAfter: 3 })
  expect(code).toBe(3)
  expect(out).toContain('unknown: the search was stopped for')
  expect(out).toContain('next ')
})

test('each schedule replays to what it says, and a page draws all of them', async () => {
  const files = new Map<string, string>()
  const { code, out } = await tidemark('survive --replicas 1 --min-isr 1 --max-faults 1 --page', { files })
  expect(code).toBe(0)
  const tokens = [...out.matchAll(/ replay (tm1:\S+)/g)].map(([, token = '']) => token)
  expect(tokens.length).toBeGreaterThan(1)
  expect(out.split('remedy  as above')).toHaveLength(2)
  for (const token of tokens) expect((await tidemark(`replay ${token}`)).code).toBe(10)
  const page = files.get('.tidemark/pages/latest-survive.html') ?? ''
  expect(page).toContain('Nothing in this set can be left out.')
})

test.each([
  ['survive --replicas 6', "--replicas is '6': expected a whole number from 1 to 5"],
  ['survive --max-faults 9', "--max-faults is '9': expected a whole number from 0 to 5"],
  ['survive --faults pauze', "'pauze'"],
  ['survive --faults lost-request=1', "--faults names 'lost-request'"],
  ['survive --kafka 3.9 --elr', '--elr: Kafka 3.9 has no eligible leader replicas'],
  ['survive --acks 2', "--acks is '2': expected 0, 1 or all"],
])('%s is refused in one line', async (line, message) => {
  const { code, err } = await tidemark(line)
  expect(code).toBe(2)
  expect(err).toContain(message)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('a remedy whose search was stopped is unknown, and is not said to be of no help', async () => {
  const found = await ask(
    '--replicas 2 --min-isr 1 --faults machine-crash=1 --max-faults 1 --epochs 2 --max-states 200',
  )
  const lost = found.harms.find(({ id }) => id === 'acknowledged')?.sets[0]
  expect(lost?.untold).toEqual([])
  const few = await ask('--replicas 3 --min-isr 2 --faults process-crash=1 --max-faults 1 --epochs 2 --max-states 40')
  const sets = few.harms.flatMap((harm) => harm.sets)
  expect(few.verdict).toBe('inconclusive')
  expect(sets.every(({ cures, untold }) => cures.length + untold.length > 0)).toBe(true)
})

test('with KRaft the usual faults are those that a cluster with KRaft can have', async () => {
  const { code, out } = await tidemark('survive --kafka 4.3.1 --replicas 1 --min-isr 1 --max-faults 0 --json')
  expect(code).toBe(0)
  expect(Object.keys(shapes.survive.parse(JSON.parse(out)).budgets)).toEqual([
    ...['process-crash', 'machine-crash', 'pause', 'cut-link', 'isr-shrink', 'session-expiry'],
  ])
  const { budgets } = await ask('--kafka 2.8 --replicas 1 --min-isr 1 --max-faults 0')
  expect(Object.keys(budgets)).toEqual(expect.arrayContaining(['cut-off-zookeeper', 'controller-failover']))
  expect(budgets).not.toHaveProperty('session-expiry')
})

test('eligible leader replicas are asked about where the release has them, and the next command keeps that', async () => {
  const asked = '--kafka 4.3 --replicas 1 --min-isr 1 --max-faults 0'
  const withElr = await ask(`${asked} --elr`)
  expect(withElr.scope.join()).toContain('eligible leader replicas on')
  expect(withElr.next).toContain(' --elr')
  expect((await ask(asked)).scope.join()).toContain('eligible leader replicas off')
})

describe('the next command', () => {
  const nextOf = async (line: string): Promise<string> => (await ask(line)).next.replace(/^.*? survive /, '')

  test('keeps all that was typed, and asks about one fault more', async () => {
    const typed = '--kafka 4.3.1 --without kafka-10101 --replicas 1 --min-isr 1 --acks 1 --unclean --max-faults 1'
    const rest = '--faults leader-move=2 --records 1 --epochs 2 --max-states 5000'
    const next = await nextOf(`${typed} ${rest}`)
    for (const option of `${typed.replace('--max-faults 1', '--max-faults 2')} ${rest}`.split(' --'))
      expect(` ${next} `).toContain(`${option.replace(/^--/, '')} `)
    expect(await nextOf(next)).toContain('--max-faults 3')
  })

  test('allows each fault once more where no larger set is left', async () => {
    expect(await nextOf('--replicas 1 --min-isr 1 --faults leader-move=1 --max-faults 1 --records 1 --epochs 2')).toBe(
      '--kafka 2.1 --replicas 1 --min-isr 1 --acks all --max-faults 2 --faults leader-move=2 --records 1 --epochs 2',
    )
  })

  test('asks about the usual faults where none was allowed', async () => {
    expect(await nextOf('--replicas 1 --min-isr 1 --max-faults 0 --faults none')).toBe(
      '--kafka 2.1 --replicas 1 --min-isr 1 --acks all --max-faults 1',
    )
  })

  test('allows more states where a search was stopped by them', async () => {
    expect(await nextOf('--replicas 2 --min-isr 1 --faults process-crash=1 --max-faults 1 --max-states 20')).toBe(
      '--kafka 2.1 --replicas 2 --min-isr 1 --acks all --max-faults 1 --faults process-crash=1 --max-states 200',
    )
  })
})
