/**
 * Hostile input, end to end: none of it is executed, no file outside is read or written, and each gives one clear
 * error.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XMLValidator } from 'fast-xml-parser'
import { filesOnDisk } from '../explorer/node/files'
import { writeToken } from '../lab/questions/token'
import { oneLine, printable } from '../reports/printable'
import { FORMAT_NAMES } from './formats'
import { memoryFiles, nowhere } from './nowhere'
import { run } from './run'

const UP = '../'.repeat(4)

const SCRIPT = '</title><script>alert(1)</script>'
const ESCAPES = '\u001b]0;owned\u0007\u001b[2J\u202e'
const MILLION = 'x'.repeat(1_000_000)

const story = (title: string, ...steps: readonly string[]): string =>
  [`# ${title}`, '', '```kafka', 'cluster kafka=2.1 brokers=2 records=1 epochs=2', ...steps, '```', ''].join('\n')

const GOOD = 'producer sends a record to broker 1'

/** Runs with separate arguments, because the harness splits a line at spaces. */
const said = async (argv: readonly string[], text?: string): Promise<{ code: number; out: string; err: string }> => {
  const written = { out: '', err: '' }
  const code = await run(argv, {
    ...nowhere(),
    out: (words) => void (written.out += words),
    err: (words) => void (written.err += words),
    files: memoryFiles(new Map(text === undefined ? [] : [['story.md', text]])),
  })
  return { code, ...written }
}

describe('a story with a script tag in its title', () => {
  test.each(FORMAT_NAMES)('is exported as %s without it', async (format) => {
    const { code, out } = await said(['export', 'story.md', '--format', format], story(SCRIPT, GOOD))
    expect(code).toBe(0)
    expect(out).not.toContain('<script')
    if (format === 'svg') expect(XMLValidator.validate(out)).toBe(true)
  })

  test('is printed unchanged, because a terminal has no scripts, but control characters are printed as codes', async () => {
    const { out } = await said(['tell', 'story.md'], story(`${SCRIPT}${ESCAPES}`, GOOD))
    expect(out).toContain(`# ${SCRIPT}\\u001b]0;owned\\u0007\\u001b[2J\\u202e`)
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})

describe('there is one printable error line and exit code 2 if', () => {
  const CASES: readonly (readonly [string, readonly string[], string?])[] = [
    ['a step is a script', ['export', 'story.md'], story('t', SCRIPT)],
    ['a step moves the cursor', ['export', 'story.md'], story('t', `broker 1 ${ESCAPES}`)],
    ['a step has a million characters', ['export', 'story.md'], story('t', MILLION)],
    ['a step has a million words', ['export', 'story.md'], story('t', 'to and fro '.repeat(100_000))],
    ['the world of a story is nonsense', ['export', 'story.md'], story('t').replace('brokers=2', `brokers=${SCRIPT}`)],
    ['a story ends in the middle', ['export', 'story.md'], story('t', GOOD).slice(0, -5)],
    ['a story is empty', ['export', 'story.md'], ''],
    ['a story is not text', ['export', 'story.md'], '\u0000\ufffd\u0001'],
    ['a key of a token is a script', ['export', writeToken({ options: { [SCRIPT]: '1' }, codes: ['p1'] })]],
    [
      'a value of a token is a script',
      ['export', writeToken({ options: { kafka: `<script>${ESCAPES}` }, codes: ['p1'] })],
    ],
    [
      'a key of a token is that of every object',
      ['export', writeToken({ options: { ['__proto__']: 'x' }, codes: [] })],
    ],
    ['a value of a token has a million signs', ['export', writeToken({ options: { kafka: MILLION }, codes: ['p1'] })]],
    ['a token is cut off', ['replay', writeToken({ options: { kafka: '2.1' }, codes: ['p1'] }).slice(0, -1)]],
    ['a token moves the cursor', ['replay', ESCAPES]],
    ['a format is a script', ['export', 'story.md', '--format', SCRIPT], story('t', GOOD)],
    ['a format has a million characters', ['export', 'story.md', '--format', MILLION], story('t', GOOD)],
    ['a version moves the cursor', ['export', 'story.md', '--kafka', ESCAPES], story('t', GOOD)],
    ['a path leads to a parent folder without such a file', ['export', `${UP}no/such/story.md`]],
    ['a path leads to a file in a parent folder that is not a story', ['export', `${UP}etc/passwd`]],
    ['an option is nonsense', ['export', `--${ESCAPES}`]],
  ]

  // jest would pass a callback instead of the story to a row that is too short.
  test.each(CASES.map(([name, argv, text]) => ({ name, argv, text })))('$name', async ({ argv, text }) => {
    const { code, out, err } = await said(argv, text)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^tidemark: \P{Cc}+\n$/u)
    expect(err.length).toBeLessThan(2100)
    expect(err).not.toContain('\u202e')
  })

  test('also with --json, in its object', async () => {
    const { code, out } = await said(['export', 'story.md', '--json'], story('t', MILLION))
    expect([code, out.length < 2500]).toEqual([2, true])
    expect(JSON.parse(out)).toMatchObject({ verdict: 'bad input' })
  })
})

test('a key of a token that every object has does not change what an object is', async () => {
  await said(['export', writeToken({ options: { ['__proto__']: 'polluted', constructor: 'x' }, codes: [] })])
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined()
})

describe('on a disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const onDisk = async (...argv: readonly string[]): Promise<{ readonly code: number; readonly err: string }> => {
    const written = { err: '' }
    const code = await run(argv, { ...nowhere(), err: (words) => void (written.err += words), files: filesOnDisk })
    return { code, err: written.err }
  }
  const path = join(folder, 'story.md')
  writeFileSync(path, story('t', GOOD))

  test.each([
    ['a name that is too long', `${'x'.repeat(5000)}.md`],
    ['a name with a zero byte', 'zero\u0000.md'],
    ['a folder', `${folder}/..`],
  ])('%s is bad input and not a bug', async (_, given) => {
    const { code, err } = await onDisk('export', given)
    expect([code, err]).toEqual([2, expect.stringMatching(/^tidemark: \P{Cc}+\n$/u)])
  })

  test.each([
    ['a folder', folder],
    ['nothing', ''],
    ['a file used as a folder', join(path, 'x')],
    ['a name that is too long', join(folder, 'x'.repeat(5000))],
  ])('if --out is %s, it is bad input, and no partial file is left', async (_, out) => {
    const { code, err } = await onDisk('export', path, '--out', out)
    expect([code, err]).toEqual([2, expect.stringMatching(/^tidemark: --out is \P{Cc}+\n$/u)])
    expect(readdirSync(folder)).toEqual(['story.md'])
  })
})

test('an error line keeps its expectation at the end, and the quotes around a cut word', () => {
  expect(oneLine(`--x is '${MILLION}': expected y`)).toBe(`--x is '${'x'.repeat(300)}…': expected y`)
  expect(oneLine(`${'a b '.repeat(9999)}expected y`)).toMatch(/ … .*expected y$/)
  expect(printable('a\tb\u001b\u009b')).toBe('a\tb\\u001b\\u009b')
})
