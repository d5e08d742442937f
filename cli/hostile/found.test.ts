/** What drawn and damaged input found: docs/decisions/0032. */
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import { sealed } from '../../explorer/node/saving/seal'
import { jsonText } from '../../reports/printable'
import { tidemark } from '../harness'
import { memoryFiles } from '../nowhere'

const refusing = (code: string) => (): never => {
  throw Object.assign(new Error(`${code}: refused, open 'x'`), { code })
}

test.each(['report', 'baseline', 'page', 'walk --continue', 'tell x.md', 'page x.md'])(
  '%s says in one line that a file cannot be read',
  async (line) => {
    const files = { ...memoryFiles(new Map()), read: refusing('EACCES') }
    const { code, out, err } = await tidemark(line, { outside: { files } })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^tidemark: .*cannot be read.*EACCES: refused.*\n$/)
  },
)

test.each(['check --records 1 --max-states 9', 'searches'])('%s does so, too, of saved searches', async (line) => {
  const disk = { ...memoryDisk(), read: refusing('EACCES'), folders: () => ['1a2b3c4d'] }
  const { code, out, err } = await tidemark(line, { outside: { disk } })
  expect({ code, out, err }).toEqual({
    ...{ code: 2, out: '' },
    err: "tidemark: a file cannot be read or written: EACCES: refused, open 'x'\n",
  })
})

test('a report on a full disk is printed, and one line says what is missing', async () => {
  const files = new Map<string, string>()
  await tidemark('check --machine die-hard', { files })
  await tidemark('baseline --accept', { files })
  const usual = await tidemark('report', { files: new Map(files) })
  const full = { ...memoryFiles(files), write: refusing('ENOSPC') }
  const { code, out, err } = await tidemark('report', { outside: { files: full } })
  expect(code).toBe(usual.code)
  expect(usual.out).toBe(`${out}written: .tidemark/report.md, .tidemark/report.json\n`)
  expect(err).toBe('tidemark: a file cannot be read or written: no space is left on the disk\n')
})

describe('a failure that is saved where a page has its name', () => {
  const line = 'check --kafka 0.10.2 --records 1 --untimed --save'
  const saved = async (files: Map<string, string>): Promise<string> => {
    const { out } = await tidemark(line, { files })
    return /^saved {5}(\S+\.md)/m.exec(out)?.[1] ?? ''
  }

  test('leaves a page of the same schedule as it is, with what was written into it since', async () => {
    const files = new Map<string, string>()
    const path = await saved(files)
    files.set(path, `${files.get(path) ?? ''}\nSeen in production.\n`)
    const before = new Map(files)
    expect(await saved(files)).toBe(path)
    expect(files.get(path)).toBe(before.get(path))
  })

  test('gets a page of its own beside another schedule', async () => {
    const files = new Map<string, string>()
    const path = await saved(files)
    const other = (files.get(path) ?? '').replace('show\n', 'broker 3 fetches from its leader\nshow\n')
    files.set(path, other)
    const second = await saved(files)
    expect(second).toMatch(/^scenarios\/regressions\/S19-\w+-\w{8}\.md$/)
    expect(files.get(path)).toBe(other)
    expect(await saved(files)).toBe(second)
  })
})

test('searches prints what a header says without characters that a terminal obeys', async () => {
  const files = new Map<string, Uint8Array>()
  await tidemark('check --machine kip-320 --max-states 9', { disk: memoryDisk(files) })
  const path = [...files.keys()].find((name) => name.endsWith('search.json')) ?? ''
  const [json = ''] = /^[^]*\n}\n/.exec(Buffer.from(files.get(path) ?? []).toString()) ?? []
  const value = JSON.parse(json) as object
  files.set(path, Buffer.from(sealed({ ...value, format: '\u009b31m\u0000' })))
  const { code, out } = await tidemark('searches --untimed', { disk: memoryDisk(files) })
  expect(code).toBe(0)
  expect(out).toContain('a saved search of version \\u009b31m\\u0000: expected ')
})

test('JSON is printed without characters that a terminal obeys, and means the same', () => {
  const value = { id: 'a\u009b31m\u202eb\u007f\u2069', list: ['\ud800', '\u2028'] }
  expect(jsonText(value)).not.toMatch(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  expect(JSON.parse(jsonText(value))).toEqual(value)
})
