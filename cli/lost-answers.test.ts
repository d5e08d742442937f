/**
 * Answers that were lost once, and must not be lost again: what cannot be written, read or printed costs one line. The
 * numbers are those of docs/field-reports.md.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { writeToken } from '../lab/questions/token'
import { shellWord } from '../reports/formats/words'
import { tidemark } from './harness'
import { tooOld } from './node-version'

/** Files of a disk on which nothing can be written any more. */
const fullDisk = (): Map<string, string> => {
  const files = new Map<string, string>()
  files.set = () => {
    throw Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' })
  }
  return files
}

const NO_RUN = 'tidemark: .tidemark/runs: this run could not be saved: no space is left on the disk\n'

describe('R9: on a full disk an answer is printed first, and one line tells of each file that is missing, by', () => {
  test.each([
    ['check --kafka 0.8.0 --records 1 --brokers 2 --faults isr-shrink=1 --untimed --save', 'scenarios/regressions/'],
    ['check --kafka 0.8.0 --records 1 --brokers 2 --faults isr-shrink=1 --untimed --page', '.tidemark/pages/'],
    ['walk --kafka 0.8.0 --records 1 --brokers 2 --faults isr-shrink=2 --untimed --save', 'scenarios/regressions/'],
  ])('%s', async (line, folder) => {
    const { code, out, err } = await tidemark(line, { files: fullDisk() })
    const { out: whole } = await tidemark(line.replace(/ --(save|page)$/, ''))
    expect({ code, out }).toEqual({ code: 10, out: whole })
    expect(err.startsWith(NO_RUN)).toBe(true)
    const rest = err.slice(NO_RUN.length)
    expect(rest).toMatch(/^tidemark: [^\n]*no space is left on the disk\n$/)
    expect(rest).toContain(folder)
    expect(rest).not.toContain('--out')
  })
})

describe('R10: a kept search', () => {
  const KIP = 'check --machine kip-320 --records 1 --untimed'

  test.each(['', ' --fingerprints'])('is not lost to a shorter one%s', async (how) => {
    const bytes = new Map<string, Uint8Array>()
    const disk = memoryDisk(bytes)
    await tidemark(`${KIP}${how} --max-states 3000`, { disk })
    const before = [...bytes.keys()]
    const { out, err } = await tidemark(`${KIP}${how} --max-states 50`, { disk })
    expect(err).toMatch(/^tidemark: this search was saved at 3\d\d\d states and now starts again; that save stays/)
    expect(out).toMatch(/kept {6}3,\d\d\d states/)
    expect([...bytes.keys()]).toEqual(before)
    const whole = await tidemark(`${KIP}${how}`)
    expect(await tidemark(`${KIP}${how} --resume`, { disk })).toMatchObject({ code: whole.code, out: whole.out })
  })

  test('of another version of the machine is replaced, because it cannot be resumed', async () => {
    const bytes = new Map<string, Uint8Array>()
    const disk = memoryDisk(bytes)
    await tidemark(`${KIP} --max-states 3000`, { disk })
    const [path = ''] = [...bytes.keys()].filter((name) => name.endsWith('search.json'))
    bytes.set(path, new TextEncoder().encode('{}'))
    const { out, err } = await tidemark(`${KIP} --max-states 50`, { disk })
    expect(err).toBe('')
    expect(out).toMatch(/kept {6}5\d states/)
  })
})

describe('R11: a failure that somebody sends as a token', () => {
  const failing = async (): Promise<string> => {
    const { out } = await tidemark('check --kafka 0.8.0 --records 1 --brokers 2 --faults isr-shrink=1 --json')
    return (JSON.parse(out) as { readonly token: string }).token
  }

  test('can be saved, and is then a story that fails', async () => {
    const files = new Map<string, string>()
    const { code, out } = await tidemark(`replay ${await failing()} --save`, { files })
    const [path = ''] = [...files.keys()]
    expect(path).toMatch(/^scenarios\/regressions\/S17-\w+\.md$/)
    expect(code).toBe(10)
    expect(out).toContain(`saved     ${path}\n          tidemark replay ${path}`)
    expect((await tidemark(`replay ${path}`, { files })).out).toContain('still fails at step')
  })

  test('is not saved where it does not fail', async () => {
    const files = new Map<string, string>()
    const { out } = await tidemark(`replay ${await failing()} --kafka 2.1 --save`, { files })
    expect(out).toContain('saved     nothing: this schedule breaks no property here')
    expect([...files.keys()]).toEqual([])
  })
})

describe('R12: a word that is printed to be pasted', () => {
  const words = ["S4'", 'a b.md', '$HOME', '`id`', 'a;b', '*', "it's", '#1', '~', 'kafka=2.1,x', '(a|b)', '{a,b}', '!x']

  test.each(words)('reaches the program as it was, from sh: %s', (word) => {
    const { stdout } = spawnSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })
    expect(stdout).toBe(word)
  })

  test('may be the name of a property, a token or a path', async () => {
    const story = '# T\n\n```kafka\ncluster brokers=2 records=1\nproducer sends a record to broker 1\n```\n'
    const files = new Map([['a b.md', story]])
    const { out } = await tidemark('', { words: ['tell', 'a b.md'], files })
    expect(out).toContain("tidemark replay 'a b.md'")
    const asked = { kafka: '2.1', brokers: '2', records: '1', epochs: '1', leader: '1', acks: 'all', 'min-isr': '2' }
    const token = writeToken({ options: { ...asked, judge: 'clean', property: "S4'" }, codes: ['p1'] })
    const { out: next } = await tidemark('', { words: ['replay', token] })
    expect(next).toContain("--property 'S4'\\'''")
  })
})

const runApart = (to: string, ...words: readonly string[]): ReturnType<typeof spawnSync> =>
  spawnSync('sh', ['-c', `exec "$0" -r ./from-source.js cli/main.ts "$@" > ${to}`, process.execPath, ...words], {
    encoding: 'utf8',
    cwd: join(__dirname, '..'),
  })

test('R13: an answer that cannot be printed costs one line, and exit code 2', () => {
  const { status, stderr } = runApart('/dev/full', 'check', '--machine', 'die-hard', '--untimed')
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'tidemark: the answer could not be printed: no space is left on the disk\n',
  })
})

describe('R14: a story from another editor', () => {
  const story =
    '# T\n\nProse.\n\n```kafka\ncluster brokers=2 records=1\nproducer sends a record to broker 1\n----\nold\n```\n'

  test.each([
    ['with CRLF', story.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${story}`],
    ['with both', `\uFEFF${story.replaceAll('\n', '\r\n')}`],
  ])('%s is read, and written again as it was', async (_, text) => {
    const [plain, other] = [new Map([['t.md', story]]), new Map([['t.md', text]])]
    expect((await tidemark('replay t.md', { files: other })).out).toBe(
      (await tidemark('replay t.md', { files: plain })).out,
    )
    for (const files of [plain, other]) expect((await tidemark('tell t.md --rewrite', { files })).code).toBe(0)
    const written = other.get('t.md') ?? ''
    expect(written.replace('\uFEFF', '').replaceAll('\r\n', '\n')).toBe(plain.get('t.md'))
    expect([written.startsWith('\uFEFF'), written.includes('\r\n')]).toEqual([
      text.startsWith('\uFEFF'),
      text.includes('\r\n'),
    ])
    expect(/[^\r]\n/.test(written)).toBe(!text.includes('\r\n'))
  })
})

test.each([
  ['18.20.8', 'needs Node 20.19 or later, and this is 18.20.8'],
  ['20.18.3', 'needs Node 20.19 or later, and this is 20.18.3'],
  ['20.19.0', undefined],
  ['24.1.0', undefined],
])('R15: Node %s is told what is needed, if it is too old', (version, told) => expect(tooOld(version)).toBe(told))

describe('R16: a token with a right checksum', () => {
  test.each([
    ['an escape sequence in a step', { machine: 'die-hard' }, ['\u001b[31mred']],
    ['an escape sequence in a word', { machine: 'die-hard\u001b[31m' }, []],
    ['an option that its question does not have', { machine: 'die-hard', brokers: '3' }, []],
  ])('is refused for %s, which is not printed', async (_, options, codes) => {
    const { code, out, err } = await tidemark('', { words: ['replay', writeToken({ options, codes })] })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^tidemark: this (is not a replay token|replay token names)[ -~]*\n$/)
  })
})

describe('R7: an empty question', () => {
  test.each([
    ['', "--faults is '': expected none, or faults such as process-crash=1"],
    [',', "--faults is ',': expected none, or faults such as process-crash=1"],
    ['machine-crash=1,machine-crash=0', '--faults names machine-crash twice: expected each fault once'],
  ])('is bad input: --faults %j', async (faults, message) => {
    const { code, out, err } = await tidemark('', { words: ['check', '--faults', faults] })
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `tidemark: ${message}\n` })
  })
})

describe('R3: a question without an answer', () => {
  const CHECK = 'check --kafka 0.10.2 --records 1 --brokers 2 --epochs 2 --faults process-crash=1'
  const recorded = async (): Promise<Map<string, string>> => {
    const files = new Map<string, string>()
    await tidemark(CHECK, { files })
    await tidemark('baseline --accept', { files })
    return files
  }

  test('is not fixed, and the report says that nothing is known', async () => {
    const files = await recorded()
    expect((await tidemark(`${CHECK} --max-states 5`, { files })).code).toBe(3)
    const { code, out } = await tidemark('report', { files })
    expect(code).toBe(3)
    expect(out).toContain('Nothing is known. 1 question had no answer in this run.')
    expect(out).not.toMatch(/fixed|baseline --accept/)
    expect(out).toContain('next  tidemark searches\n')
  })

  test('never replaces an answer on record', async () => {
    const files = await recorded()
    const before = files.get('reports/baseline.json')
    await tidemark(`${CHECK} --max-states 5`, { files })
    const { out } = await tidemark('baseline --accept', { files })
    expect(out).toContain('1 question had no answer in this run, and the record keeps its own')
    expect(files.get('reports/baseline.json')).toBe(before)
  })
})
