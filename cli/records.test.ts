/** Saved runs, the record with which they are compared, and saved failures. */
import { onDemand } from '../kit/on-demand'
import { compare } from '../reports/compare'
import { shapes } from '../reports/json'
import { regressionText } from '../reports/regression'
import { savedShapes, type Entry, type SavedRun } from '../reports/saved'
import { ablations } from '../lab/records/ablations'
import { counterpart, type Pinned } from '../lab/records/pinned'
import { tidemark } from './harness'
import { LATEST } from './record'
import { runRows } from './rows'
import { memoryFiles, nowhere } from './nowhere'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const disk = (): Map<string, string> => new Map()

/** What commands leave, which several tests need. */
const filesAfter = (line: string): (() => Promise<Map<string, string>>) => {
  const kept = onDemand(async () => {
    const files = disk()
    await tidemark(line, { files })
    return files
  })
  return async () => new Map(await kept())
}

const afterAblate = filesAfter('ablate kip-101 --untimed')

const latest = (files: Map<string, string>): SavedRun => savedShapes.run.parse(JSON.parse(files.get(LATEST) ?? '{}'))

const CHECK = 'check --brokers 2 --records 1 --untimed'

/** A row and the version that holds under the same bounds, as two rows, so that both can lose an amendment. */
const withHeld = ({ heldBy, held, ...one }: Pinned): readonly Pinned[] => {
  const other = counterpart({ ...one, ...(heldBy && held ? { heldBy, held } : {}) })
  return other === undefined ? [one] : [one, { ...other, name: `${one.name}, asked of ${other.name}` }]
}

test('an answer is printed if its run cannot be saved, and a line says so', async () => {
  const files = disk()
  files.set = () => {
    throw Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' })
  }
  const { code, out, err } = await tidemark(CHECK, { files })
  expect({ code, err }).toEqual({
    code: 0,
    err: 'tidemark: .tidemark/runs: this run could not be saved: no space is left on the disk\n',
  })
  expect(out).toContain('holds')
})

describe('a command saves a run:', () => {
  test.each([
    ['check', CHECK],
    ['walk', 'walk --kafka baseline --runs 3 --untimed'],
    ['ablate', 'ablate kip-101 B01 --untimed'],
  ])('%s', async (command, line) => {
    const files = disk()
    await tidemark(line, { files })
    const run = latest(files)
    expect(run).toMatchObject({ command, canary: { property: 'S14', steps: 1 } })
    expect(run.entries.length).toBeGreaterThan(0)
    expect([...files.values()].filter((text) => text === files.get(LATEST))).toHaveLength(3)
  })

  test('about another machine, with a canary of such a machine', async () => {
    const files = disk()
    await tidemark('check --machine die-hard --untimed', { files })
    expect(latest(files).canary).toEqual({ property: "'the big jug never holds 4 gallons'", steps: 6 })
  })

  test('the same question saves the same bytes', async () => {
    const [one, other] = [disk(), disk()]
    await tidemark(CHECK, { files: one })
    await tidemark(CHECK, { files: other })
    expect(one).toEqual(other)
  })
})

describe('a report', () => {
  test('of the same run says that nothing changed', async () => {
    const files = await afterAblate()
    await tidemark('baseline --accept', { files })
    const { code, out } = await tidemark('report', { files })
    expect(out).toContain('No change: 2 answers as on record.')
    expect(code).toBe(0)
    expect(files.get('.tidemark/report.md')).toContain('No change')
  })

  test('of a run with one amendment less shows exactly that difference, as the README quotes it', async () => {
    const asked = ablations.filter(({ name }) => ['kip-101', 'kip-279', 'kafka-10706'].includes(name)).flatMap(withHeld)
    const broken = asked.map((one): Pinned => ({
      ...one,
      question: { ...one.question, without: [...new Set([...one.question.without, 'kafka-10706'])] },
    }))
    const entries = async (rows: readonly Pinned[]): Promise<readonly Entry[]> => {
      const files = disk()
      await runRows('ablate', rows, { untimed: 'yes' }, ioWith(files))
      return latest(files).entries
    }
    const [before, now] = [await entries(asked), await entries(broken)]
    const run: SavedRun = {
      format: 1,
      kind: 'tidemark run',
      command: 'ablate',
      tidemark: '0',
      canary: { property: 'S14', steps: 1 },
      entries: [...now],
    }
    const text = regressionText(run, compare(before, now), 'npm run -s tidemark --')
    const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
    expect(readme).toContain(text.trimEnd())
  })

  test('distinguishes new failures, fixed ones, diverged schedules, changed figures and changed facts', () => {
    const before: readonly Entry[] = [
      { id: 'a', verdict: 'holds', distinct: 5, met: ['x'], unmet: ['y'] },
      { id: 'b', verdict: 'broken', property: 'S1', steps: 3 },
      { id: 'c', verdict: 'broken', property: 'S1', steps: 3 },
      { id: 'd', verdict: 'holds' },
      { id: 'e', verdict: 'still fails' },
    ]
    const now: readonly Entry[] = [
      { id: 'a', verdict: 'holds', distinct: 6, met: ['y'], unmet: ['x'] },
      { id: 'b', verdict: 'holds' },
      { id: 'c', verdict: 'broken', property: 'S2', steps: 3 },
      { id: 'd', verdict: 'broken', property: 'S3', steps: 1, token: 'tm1:x' },
      { id: 'e', verdict: 'diverged', because: 'step 2: is not running' },
      { id: 'f', verdict: 'holds' },
    ]
    const found = compare(before, now)
    const ids = (pairs: readonly { readonly now: Entry }[]): readonly string[] => pairs.map(({ now: { id } }) => id)
    expect(ids(found.newFailures)).toEqual(['d'])
    expect(ids(found.fixed)).toEqual(['b'])
    expect(ids(found.stillFailing)).toEqual(['c'])
    expect(ids(found.diverged)).toEqual(['e'])
    expect(found.changed.map(({ id, figure }) => `${id} ${figure}`)).toEqual(['a distinct', 'c property'])
    expect(found.facts).toEqual([
      { id: 'a', fact: 'x', isMet: false },
      { id: 'a', fact: 'y', isMet: true },
    ])
    expect(found.added.map(({ id }) => id)).toEqual(['f'])
  })

  test('ends with exit code 1 if something changed, and prints its documented shape', async () => {
    const files = await afterAblate()
    await tidemark('baseline --accept', { files })
    const record = files.get('reports/baseline.json') ?? ''
    files.set('reports/baseline.json', record.replace('"distinct": 84', '"distinct": 85'))
    const { code, out } = await tidemark('report --json', { files })
    expect(shapes.report.parse(JSON.parse(out))).toMatchObject({
      verdict: 'differs',
      changed: [{ figure: 'distinct' }],
    })
    expect(code).toBe(1)
  })
})

describe('a damaged file is one clear error:', () => {
  const baseline = '{\n "format": 1,\n "kind": "tidemark baseline",\n "entries": []\n}\n'

  test.each([
    ['no run', undefined, baseline, "there is no '.tidemark/runs/latest.json': first run a command"],
    ['no record', 'run', undefined, "there is no 'reports/baseline.json': tidemark baseline --accept writes it"],
    ['cut off', 'run', baseline.slice(0, 40), 'reports/baseline.json:3: this is not JSON'],
    ['no JSON at all', 'run', 'hello: [', 'reports/baseline.json:1: this is not JSON'],
    ['another version', 'run', baseline.replace('1', '2'), 'reports/baseline.json:2: format: '],
    ['a stranger', 'run', baseline.replace('[]', '[\n {"id": 5}\n]'), 'reports/baseline.json:5: entries.0.id: '],
    ['something else', 'run', baseline.replace('tidemark baseline', 'a poem'), 'reports/baseline.json:3: kind: '],
    [
      'an extra word',
      'run',
      baseline.replace('"entries"', '"more": 1,\n "entries"'),
      'reports/baseline.json:1: the file: ',
    ],
  ])('%s', async (_, run, record, message) => {
    const files = run === undefined ? disk() : await afterAblate()
    if (record !== undefined) files.set('reports/baseline.json', record)
    const { code, err } = await tidemark('report', { files })
    expect(err.slice(0, `tidemark: ${message}`.length)).toBe(`tidemark: ${message}`)
    expect(err.trimEnd()).not.toContain('\n')
    expect(code).toBe(2)
  })
})

describe('walks that continue', () => {
  test('report with what confidence they break nothing, if there are enough of them', async () => {
    const walks = async (runs: number): Promise<string> =>
      (await tidemark(`walk --kafka baseline --runs ${runs} --steps 20 --untimed`)).out
    expect(await walks(30)).toContain('fewer than one in 10 such walks breaks anything, with 95 % confidence')
    expect(await walks(29)).not.toContain('confidence')
    const { out } = await tidemark('walk --kafka baseline --runs 30 --steps 20 --json --untimed')
    expect(shapes.walk.parse(JSON.parse(out)).atMostOneIn).toBe(10)
  })

  test('do not report the share of new states in the next walk, if there are few of them', async () => {
    const few = await tidemark('walk --kafka baseline --runs 29 --steps 20 --json --untimed')
    expect(shapes.walk.parse(JSON.parse(few.out)).newInNext).toBeUndefined()
  })

  const some = 'walk --kafka baseline --seed goes-on --runs 6 --untimed'
  const afterSome = filesAfter(some)

  test('take the next walks, with the same options', async () => {
    const files = await afterSome()
    const { out } = await tidemark('walk --continue --json --untimed', { files })
    expect(shapes.walk.parse(JSON.parse(out))).toMatchObject({ seed: 'goes-on', first: 6, walks: 6 })
    const named = await tidemark(`${some} --from 6 --json`)
    expect(named.out).toBe(out)
  })

  test('begin with the walk that was interrupted', async () => {
    const files = disk()
    const stopped = await tidemark(`${some.replace('--runs 6', '--runs 4000')} --json`, {
      ...{ files, interruptAfter: 1 },
    })
    expect(stopped.code).toBe(3)
    const { walks } = shapes.walk.parse(JSON.parse(stopped.out))
    const { out } = await tidemark('walk --continue --runs 2 --json --untimed', { files })
    expect(shapes.walk.parse(JSON.parse(out))).toMatchObject({ first: walks, walks: 2 })
  })

  test.each([
    ['if no walk was taken', undefined, "there is no '.tidemark/runs/latest-walk.json'"],
    ['after a truncated file', '{ "format": 1,', '.tidemark/runs/latest-walk.json:1: '],
    ['with an unknown option', '"speed"', "goOn names 'speed', which is not an option of walk"],
  ])('report one error line, %s', async (_, tampered, message) => {
    const files = await afterSome()
    const [path, text] = ['.tidemark/runs/latest-walk.json', files.get('.tidemark/runs/latest-walk.json') ?? '']
    files.delete(path)
    if (tampered !== undefined) files.set(path, tampered.startsWith('{') ? tampered : text.replace('"seed"', tampered))
    const { code, err } = await tidemark('walk --continue', { files })
    expect({ code, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 1 })
    expect(err).toContain(message)
  })
})

describe('a failure that is saved', () => {
  const walk =
    'walk --kafka baseline --without kip-101 --runs 40 --faults leader-move=2 --brokers 2 --records 1 --untimed --save'

  test('by a walk is a story that still fails, and is fixed when the amendment is back', async () => {
    const files = disk()
    const { out, code } = await tidemark(walk, { files })
    const [path = ''] = [...files.keys()].filter((name) => name.startsWith('scenarios/regressions/'))
    expect(out).toContain(`saved     ${path}\n          tidemark replay ${path}`)
    expect(code).toBe(10)
    expect(await tidemark(`replay ${path}`, { files })).toMatchObject({ code: 10 })
    expect((await tidemark(`replay ${path}`, { files })).out).toContain('still fails at step')
    const fixed = await tidemark(`replay ${path} --kafka baseline`, { files })
    expect(fixed.out).toMatch(/fixed: |diverged at step \d+ because/)
    expect([0, 3]).toContain(fixed.code)
  })

  test('by a check is the same file every time', async () => {
    const files = disk()
    for (const seed of ['one', 'two']) {
      expect(seed).toBeDefined()
      await tidemark('check --kafka 0.10.2 --records 1 --untimed --save', { files })
    }
    expect([...files.keys()].filter((name) => name.startsWith('scenarios/regressions/'))).toHaveLength(1)
  })

  test('is refused for a specimen', async () => {
    const { err, code } = await tidemark('check --machine die-hard --save')
    expect(err).toContain('--save works for failures of Kafka')
    expect(code).toBe(2)
  })

  test('is not written if nothing fails', async () => {
    const files = disk()
    await tidemark(`${CHECK} --kafka baseline --save`, { files })
    expect([...files.keys()].filter((name) => name.startsWith('scenarios/'))).toEqual([])
  })
})

describe('tell', () => {
  const page = '# T\n\n```kafka\ncluster brokers=2\nshow\n----\nother\n```\n'

  test('plays a story, and ends with exit code 1 if the output differs from its page', async () => {
    const files = new Map([['t.md', page]])
    const { code, out } = await tidemark('tell t.md', { files })
    expect(code).toBe(1)
    expect(out).toContain('t.md:8: the output differs; the page says:')
    expect(files.get('t.md')).toBe(page)
  })

  test('rewrites the page when told to', async () => {
    const files = new Map([['t.md', page]])
    expect((await tidemark('tell t.md --rewrite', { files })).code).toBe(0)
    expect((await tidemark('tell t.md', { files })).out).toContain('the output matches the page')
    expect(shapes.tell.parse(JSON.parse((await tidemark('tell t.md --json', { files })).out))).toMatchObject({
      verdict: 'as written',
    })
  })

  test('suggests to replay the last schedule, where a page has several', async () => {
    const files = new Map([['t.md', `${page}\n## Another\n\n${page.slice(page.indexOf('```'))}`]])
    expect((await tidemark('tell t.md', { files })).out).toMatch(/next {2}tidemark replay tm1:\S+\n$/)
  })

  test('reports an error for a file that is not a story', async () => {
    expect(await tidemark('tell none.md')).toMatchObject({ code: 2, err: "tidemark: there is no file 'none.md'\n" })
    expect(await tidemark('replay none.md')).toMatchObject({ code: 2, err: "tidemark: there is no file 'none.md'\n" })
  })
})

describe('replay', () => {
  const story =
    '# T\n\n```kafka\ncluster brokers=2 records=1\nproducer sends a record to broker 1\nbroker 2 fetches from its leader\n```\n'
  const files = new Map([['t.md', story]])

  test('stops after some steps', async () => {
    const { out } = await tidemark('replay t.md --until 1', { files })
    expect(out).toContain('fixed: 1 step replayed')
  })

  test('shows what one step changes', async () => {
    const { out } = await tidemark('replay t.md --step 1', { files })
    expect(out).toContain('producer sends a record to broker 1\n  cluster.brokers[1].replicas[0].disk.log')
    const { code, err } = await tidemark('replay t.md --step 9', { files })
    expect(err).toBe("tidemark: --step is '9': expected a whole number from 1 to 2\n")
    expect(code).toBe(2)
  })
})

function ioWith(files: Map<string, string>): Parameters<typeof runRows>[3] {
  return { ...nowhere(), files: memoryFiles(files) }
}
