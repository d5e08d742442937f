/** `report --format` writes the files on record, obeys the schemas of the formats, and is safe for hostile input. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { XMLParser } from 'fast-xml-parser'
import type { Log } from 'sarif'
import { validateXML } from 'xmllint-wasm'
import { shapes } from '../reports/json'
import { MOST_SIGNS } from '../reports/regression'
import type { Baseline, Entry, SavedRun } from '../reports/saved'
import { tidemark, type Printed } from './harness'
import { REPORT_FORMATS } from './formats'

const ROOT = join(__dirname, '..')
const GOLDEN = join(ROOT, 'reports', 'formats', 'golden')
const README =
  'tm1:kafka=0.10.2:unlike=1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:f2e15d87'
const DAMAGED =
  'tm1:kafka=2.1:without=kafka-1188:brokers=2:records=1:epochs=2:leader=1:faults=cut-off=1:acks=all:min-isr=1:judge=clean:none:00000000'
const S19 = { property: 'S19 ISR members truncate nothing committed', steps: 8, token: README }

/** A path outside the project. */
const AWAY = `${'../'.repeat(2)}etc`

/** One entry of each kind: new, known, fixed, diverged, changed, not finished, not on record. */
const NOW: readonly Entry[] = [
  { id: 'check --kafka 0.10.2 --records 1', verdict: 'broken', ...S19, distinct: 411, generated: 761, depth: 7 },
  { id: 'check --kafka 0.10.2 --records 2', verdict: 'broken', ...S19, fingerprint: 'S19-1a2b3c4d' },
  { id: 'check --kafka 2.1 --records 1', verdict: 'broken', property: 'S14 ISR complete', token: DAMAGED },
  { id: 'check --records 1', verdict: 'holds', distinct: 5, met: ['a record is committed'], unmet: ['two lead'] },
  { id: 'check --records 2', verdict: 'holds' },
  { id: 'check --records 3', verdict: 'inconclusive', distinct: 70_000, depth: 12 },
  { id: 'check --records 4', verdict: 'holds' },
  { id: 'replay scenarios/regressions/S12.md', verdict: 'diverged', because: 'step 2: broker 1 is not running' },
]

const BEFORE: readonly Entry[] = [
  { id: 'check --kafka 0.10.2 --records 1', verdict: 'holds' },
  { id: 'check --kafka 0.10.2 --records 2', verdict: 'broken', ...S19, fingerprint: 'S19-1a2b3c4d' },
  { id: 'check --records 1', verdict: 'holds', distinct: 6, met: ['two lead'], unmet: ['a record is committed'] },
  { id: 'check --records 2', verdict: 'broken', property: 'S1 no acknowledged loss' },
  { id: 'check --records 3', verdict: 'inconclusive', distinct: 70_000, depth: 12 },
  { id: 'replay scenarios/regressions/S12.md', verdict: 'still fails' },
]

const filesWith = (now: readonly Entry[], before: readonly Entry[] = [], command = 'check'): Map<string, string> => {
  const run: SavedRun = {
    ...{ format: 1, kind: 'tidemark run', command, tidemark: '0.1.0' },
    canary: { property: 'S14', steps: 1 },
    entries: [...now],
  }
  const record: Baseline = { format: 1, kind: 'tidemark baseline', entries: [...before] }
  return new Map([
    ['.tidemark/runs/latest.json', JSON.stringify(run)],
    ['reports/baseline.json', JSON.stringify(record)],
  ])
}

const report = (format: string, files = filesWith(NOW, BEFORE), more = ''): Promise<Printed> =>
  tidemark(`report --format ${format} ${more}`, { files })

/**
 * TIDEMARK_GOLDEN=write npx jest cli/report-formats.test.ts rewrites the files: read the difference before you commit
 * it.
 */
test.each(REPORT_FORMATS)('%s is as on record', async (format) => {
  const { code, out, err } = await report(format)
  expect([code, err]).toEqual([1, ''])
  const path = join(GOLDEN, `report.${format}.txt`)
  if (process.env['TIDEMARK_GOLDEN'] === 'write') writeFileSync(path, out)
  expect(out).toBe(readFileSync(path, 'utf8'))
})

test.each(REPORT_FORMATS)('%s can be written to a file, and nothing else is written', async (format) => {
  const files = filesWith(NOW, BEFORE)
  const before = [...files.keys()]
  const { code, out } = await report(format, files, '--out some/file')
  expect([code, out.split('\n')[0]]).toEqual([1, 'written   some/file'])
  expect(files.get('some/file')?.trimEnd()).toBe((await report(format)).out.trimEnd())
  expect([...files.keys()]).toEqual([...before, 'some/file'])
})

const sarifSchema = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Readonly<Record<string, unknown>>

/**
 * The schema uses draft 4, which has another keyword for its id; the other rules have the same meaning. One of its
 * patterns is not valid in strict mode.
 */
const { id: _, $schema: __, ...rules } = sarifSchema
const isSarif = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false }).compile(rules)

const sarifOf = async (files?: Map<string, string>): Promise<Log> => {
  const log = JSON.parse((await report('sarif', files)).out) as Log
  isSarif(log)
  expect(isSarif.errors ?? []).toEqual([])
  return log
}

const XSD = readFileSync(join(ROOT, 'docs', 'schemas', 'junit.xsd'), 'utf8')

/** The document after a validating parser has read it. */
const junitOf = async (files?: Map<string, string>): Promise<string> => {
  const { out } = await report('junit', files)
  const { valid, errors } = await validateXML({ xml: { fileName: 'report.xml', contents: out }, schema: XSD })
  expect({ valid, errors }).toEqual({ valid: true, errors: [] })
  return out
}

interface Case {
  readonly '@name': string
  readonly failure?: unknown
  readonly skipped?: unknown
}

const casesIn = (xml: string): readonly Case[] => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => name === 'testcase',
  })
  const { testsuites } = parser.parse(xml) as {
    readonly testsuites: { readonly testsuite: { readonly testcase?: readonly Case[] } }
  }
  return testsuites.testsuite.testcase ?? []
}

describe('JUnit', () => {
  test('fits its schema: broken and diverged answers fail, unfinished ones are skipped, and the others pass', async () => {
    const kinds = casesIn(await junitOf()).map((one) =>
      one.failure !== undefined ? 'failed' : one.skipped !== undefined ? 'skipped' : 'passed',
    )
    const [known, ended] = ['passed', 'skipped']
    expect(kinds).toEqual(['failed', known, 'failed', 'passed', 'passed', ended, 'passed', 'failed'])
  })

  test('of a run without answers fits its schema', async () => {
    expect(casesIn(await junitOf(filesWith([])))).toEqual([])
  })
})

describe('SARIF', () => {
  test('fits its schema, and names each rule once', async () => {
    const [run] = (await sarifOf()).runs
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual(['S14', 'S19', 'diverged'])
    expect(
      run?.results?.map(({ ruleId, ruleIndex }) => run.tool.driver.rules?.[ruleIndex ?? -1]?.id === ruleId),
    ).toEqual(Array(4).fill(true))
    expect(run?.results?.map(({ level, baselineState }) => `${level} ${baselineState}`)).toEqual([
      'error new',
      'error new',
      'note unchanged',
      'error new',
    ])
  })

  test('points at the line of the decision to blame, and has the line of each step', async () => {
    const [run] = (await sarifOf()).runs
    const [result] = run?.results ?? []
    const place = result?.locations?.[0]?.physicalLocation
    expect(place?.artifactLocation).toEqual({ uri: 'model/versions/base.ts', uriBaseId: '%SRCROOT%' })
    const line = readFileSync(join(ROOT, 'model/versions/base.ts'), 'utf8').split('\n')[
      (place?.region?.startLine ?? 0) - 1
    ]
    expect(line).toMatch(/^ {2}makesFollower: /)
    const flow = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? []
    expect(flow.map(({ location }) => location?.message?.text?.split(' ')[0])).toEqual(
      Array.from({ length: 8 }, (_, index) => `${index + 1}.`),
    )
    expect(flow.every(({ location }) => location?.physicalLocation?.region?.startLine !== undefined)).toBe(true)
  })

  test('points at the run if a schedule cannot be replayed', async () => {
    const [run] = (await sarifOf()).runs
    const [, damaged] = run?.results ?? []
    expect(damaged?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('.tidemark/runs/latest.json')
    expect(damaged?.message.text).toContain('this version of tidemark cannot read the schedule')
    expect(damaged?.codeFlows).toBeUndefined()
  })
})

describe('Markdown', () => {
  const many = (count: number, id = 'check --records'): readonly Entry[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `${id} ${index}`,
      verdict: 'broken',
      property: 'S1 x',
      steps: 1,
    }))

  test('shows twenty, and folds the rest', async () => {
    const { out } = await report('markdown', filesWith(many(30)))
    const [shown = '', hidden = ''] = out.split('<details>')
    expect([shown.match(/\| S1 x \|/g)?.length, hidden.match(/\| S1 x \|/g)?.length]).toEqual([20, 10])
    expect(hidden).toContain('<summary>10 more</summary>\n\n|')
  })

  test('fits into a comment, no matter how much there is to report', async () => {
    const long = many(5000, 'x'.repeat(280)).map((entry, index) => ({
      ...entry,
      token: `tm1:${'p1,'.repeat(100)}${index}`,
    }))
    const { out } = await report('markdown', filesWith(long))
    expect(out.length).toBeLessThanOrEqual(MOST_SIGNS)
    expect(out).toContain('Some sections are too long for a comment and were left out')
    expect(out).toContain('5,000 new failures')
  })
})

test('JSON is the output of --json, on several lines', async () => {
  const { out } = await report('json')
  const { out: line } = await report('markdown', undefined, '--json')
  expect(JSON.parse(out)).toEqual(JSON.parse(line))
  expect(shapes.report.parse(JSON.parse(out)).newFailures).toHaveLength(2)
})

describe('hostile text', () => {
  const EVIL =
    '</failure></testcase>]]><script>alert(1)</script><img src=x onerror=alert(1)>"\'\\| ` ``` @everyone #1 [x](javascript:alert(1)) {0} \n\n# forged\n\u0000\u001b[31m\u2028\u202e\ud800 $(id) ../../etc/passwd'
  const evil: Entry = {
    ...{ id: EVIL, verdict: 'broken', property: EVIL, because: EVIL, fingerprint: EVIL, token: EVIL },
    ...{ met: [EVIL], unmet: [`not ${EVIL}`] },
  }
  const files = (): Map<string, string> =>
    filesWith(
      [evil, { ...evil, id: `b ${EVIL}`, verdict: 'diverged' }, { ...evil, id: `c ${EVIL}`, verdict: EVIL }],
      [{ ...evil, id: `c ${EVIL}`, verdict: 'holds', met: [`not ${EVIL}`], unmet: [EVIL], property: 'x' }],
      EVIL,
    )

  test('stays text in JUnit', async () => {
    const out = await junitOf(files())
    expect(casesIn(out)).toHaveLength(3)
    expect(out).not.toMatch(/<(script|img)|(?![\n])\p{Cc}/u)
  })

  test('stays text in SARIF: no link, no argument, no location outside the source', async () => {
    const text = JSON.stringify(await sarifOf(files()))
    expect(text).not.toMatch(/(?<!\\\\)\[x\]|(?<!\{)\{0\}|"uri":"[^"]*\.\./)
    const away = files()
    away.set(`${AWAY}/run.json`, away.get('.tidemark/runs/latest.json') ?? '')
    const { out } = await tidemark(`report --format sarif --run ${AWAY}/run.json`, { files: away })
    expect(out).toContain('"uri": "run.json"')
  })

  test('stays text in Markdown: it is code, in its own cell, on one line', async () => {
    const { out } = await report('markdown', files())
    // The text outside code comes from tidemark: no foreign tag, heading or mention.
    const fences = out.replace(/^(`{3,})sh\n[^]*?\n\1$/gm, '')
    const ours = fences.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, 'CODE')
    expect(ours).not.toMatch(/[<@`\\[]|# forged|\p{Cc}(?<!\n)/u)
    for (const row of ours.split('\n').filter((line) => line.startsWith('|')))
      expect(row.match(/\|/g)?.length).toBeLessThanOrEqual(5)
  })

  test('is not executed in a command to copy', async () => {
    for (const format of ['junit', 'markdown', 'sarif']) {
      const { out } = await report(format, files())
      expect(out).not.toMatch(/replay (?!'|&apos;)[^']*\$\(id\)/)
    }
  })

  test('of a million characters is accepted, and cut in text for people', async () => {
    const long = filesWith([{ ...evil, id: 'x'.repeat(1_000_000), property: 'y'.repeat(1_000_000), token: 'tm1:x' }])
    expect(casesIn(await junitOf(long))).toHaveLength(1)
    await sarifOf(long)
    expect((await report('markdown', long)).out.length).toBeLessThan(3000)
    expect((await report('sarif', long)).out.length).toBeLessThan(20_000)
  })
})

describe('bad input is one clear error:', () => {
  const whole = JSON.stringify({ format: 1, kind: 'tidemark run', command: 'check', tidemark: '0', entries: [] })

  test.each([
    ['report --format pdf', "--format is 'pdf': expected markdown, junit, sarif or json"],
    ['report --format constructor', "--format is 'constructor': expected"],
    ['report --out x', '--out needs --format'],
    [`report --format junit --run ${AWAY}/passwd`, `there is no '${AWAY}/passwd'`],
    ['report --format sarif --run cut.json', 'cut.json:1: this is not JSON'],
    ['report --format markdown --run deep.json', 'deep.json:'],
  ])('%s', async (line, message) => {
    const files = filesWith(NOW, BEFORE)
    files.set('cut.json', whole.slice(0, 50))
    files.set('deep.json', '['.repeat(200))
    const { code, out, err } = await tidemark(line, { files })
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(message)
    expect(err.trimEnd()).not.toContain('\n')
  })
})
