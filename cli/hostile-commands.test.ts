/**
 * Hostile input to every command that reads foreign words or files: one clear error, and no control sequence reaches
 * the terminal.
 */
import { tidemark } from './harness'

const ESC = '\u001b'
const EVIL = `${ESC}]0;owned\u0007${ESC}[2J<script>alert(1)</script>\u009b31m\u202e`
const LONG = 'x'.repeat(1_000_000)

/**
 * Characters that are not plain text: control characters except the end of a line, and characters that change the
 * writing direction.
 */
const WILD = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u

const files = (): Map<string, string> =>
  new Map([
    ['evil.md', `# ${EVIL}\n\n${EVIL}\n\n\`\`\`kafka\n${EVIL}\n\`\`\`\n`],
    ['long.md', `# ${LONG}\n\n\`\`\`kafka\n${LONG}\n\`\`\`\n`],
    ['untitled.md', EVIL],
    ['open.md', '# A title\n\n```kafka\n'],
    ['cut.json', '{"format": 1, "kind": "tidemark run", "entr'],
    ['evil.json', JSON.stringify({ format: 1, kind: EVIL })],
    ['long.json', JSON.stringify({ format: 1, kind: LONG })],
    ['proto.json', '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'],
    ['reports/baseline.json', '{"format": 1, "kind": "tidemark baseline", "entries": []}'],
  ])

const WORDS: readonly (readonly string[])[] = [
  ...['replay', 'export', 'tell', 'page'].flatMap((command) => [
    [command, EVIL],
    [command, LONG],
    [command, `tm1:kafka=${EVIL}:p1:00000000`],
    [command, `${'../'.repeat(4)}etc/passwd`],
    [command, `${'../'.repeat(4)}${EVIL}.md`],
    ...['evil.md', 'long.md', 'untitled.md', 'open.md'].map((path) => [command, path]),
  ]),
  ...['cut.json', 'evil.json', 'long.json', 'proto.json'].flatMap((path) => [
    ['report', '--run', path],
    ['report', '--format', 'sarif', '--run', path],
    ['baseline', '--accept', '--run', path],
  ]),
  ['check', '--kafka', EVIL],
  ['check', '--kafka', LONG],
  ['check', '--machine', EVIL],
  ['check', '--faults', `${EVIL}=1`],
  ['check', '--brokers', LONG],
  ['check', '--without', '__proto__'],
  ['check', '--machine', '__proto__'],
  ['walk', '--seed', EVIL],
  ['report', '--format', '__proto__'],
  ['export', 'x', '--format', 'toString'],
  [EVIL],
  ['check', `--${EVIL}`],
]

const named = WORDS.map((words) => [words.map((word) => JSON.stringify(word).slice(0, 40)).join(' '), words] as const)

test.each(named)('%s is one clear error, and writes no file', async (_, words) => {
  const [before, after] = [files(), files()]
  const { code, out, err } = await tidemark('', { files: after, words })
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/^tidemark: .+\n$/)
  expect(err.length).toBeLessThan(2500)
  expect(err).not.toMatch(WILD)
  expect(after).toEqual(before)
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined()
})
