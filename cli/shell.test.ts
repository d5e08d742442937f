/** `tidemark shell`: lines from a pipe, and keys of a terminal. */
import { PassThrough, Readable } from 'node:stream'
import { tidemark, type Printed } from './harness'

const SERVER = '--bootstrap-server kafka1:9091'
const CREATE = `kafka-topics ${SERVER} --create --topic t --partitions 1 --replication-factor 3`
const PRODUCE = `kafka-console-producer ${SERVER} --topic t`

const piped = (lines: readonly string[], line = 'shell', files = new Map<string, string>()): Promise<Printed> =>
  tidemark(line, {
    files,
    outside: { typing: () => ({ input: Readable.from([`${lines.join('\n')}\n`]), output: new PassThrough() }) },
  })

test('each line of a pipe is printed with its prompt and its output, and the end says what to try', async () => {
  const { code, out, err } = await piped([CREATE, PRODUCE, 'one', `$ ${CREATE.replace('topic t', 'topic u')}`])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.split('\n')).toEqual([
    `kafka1:/$ ${CREATE}`,
    'Created topic t.',
    `kafka1:/$ ${PRODUCE}`,
    '>one',
    `kafka1:/$ ${CREATE.replace('topic t', 'topic u')}`,
    'Created topic u.',
    '4 lines were typed, and not saved: save FILE.md, at the prompt, writes a story',
    'next  tidemark shell --kafka 2.1',
    '',
  ])
})

test('a line in error is named, does not stop the others, and makes the exit code 2', async () => {
  const { code, out, err } = await piped(['kafka-topcis', CREATE])
  expect({ code, err }).toEqual({ code: 2, err: 'tidemark: line 1: kafka-topcis: command not found\n' })
  expect(out).toContain('hint: did you mean kafka-topics?\n')
  expect(out).toContain('Created topic t.\n')
})

test('with --json each line is an object, and so is the end', async () => {
  const { out } = await piped([CREATE, 'exit', 'never'], 'shell --json')
  const [first, second, ...rest] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(first).toMatchObject({ command: 'shell', line: 1, typed: CREATE, output: ['Created topic t.'] })
  expect(second).toMatchObject({ line: 2, typed: 'exit' })
  expect(rest).toMatchObject([{ command: 'shell', exitCode: 0, lines: 1, errors: [] }])
})

test.each([
  ['shell --brokers 12', "tidemark: --brokers is '12': expected a whole number from 1 to 9\n"],
  ['shell --kafka 9', /^tidemark: --kafka is '9': expected .*\n$/],
  ['shell --kafka 4.3', "tidemark: --kafka is '4.3': shell has a cluster with ZooKeeper, so the newest is 2.8.2\n"],
  ['shell --kafka 3.2.0', "tidemark: --kafka is '3.2.0': shell has a cluster with ZooKeeper, so the newest is 2.8.2\n"],
  ['shell extra', /^tidemark: too many arguments.*\n$/],
])('%s is bad input', async (line, message) => {
  const { code, out, err } = await tidemark(line)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(message)
})

describe('a story that is saved', () => {
  const session = [CREATE, '# a note', 'kill -9 kafka1', 'undo', PRODUCE, 'one', '$ show', 'save notes/a-day.md']

  test('has all that was typed and not taken back, and tell plays it', async () => {
    const files = new Map<string, string>()
    const { out } = await piped(session, 'shell', files)
    expect(out).toContain('taken back: kill -9 kafka1\n')
    expect(out).toMatch(/next {2}tidemark tell notes\/a-day.md\n$/)
    const page = files.get('notes/a-day.md') ?? ''
    expect(page).toContain(`# A day\n\n\`\`\`shell\n# kafka=2.6 brokers=3\n$ ${CREATE}\n`)
    expect(page).not.toContain('kill')
    const told = await tidemark('tell notes/a-day.md', { files })
    expect([told.code, told.out]).toEqual([0, expect.stringContaining('the output matches the page')])
  })

  test('does not replace a file that is there, unless it is forced to', async () => {
    const files = new Map([['notes/a-day.md', 'mine\n']])
    const { out } = await piped(session, 'shell', files)
    expect(out).toContain('save: notes/a-day.md exists, with 1 lines; save --force notes/a-day.md overwrites it\n')
    expect(files.get('notes/a-day.md')).toBe('mine\n')
    await piped([...session, 'save --force notes/a-day.md'], 'shell', files)
    expect(files.get('notes/a-day.md')).toContain(CREATE)
  })

  test.each([
    [['save x.md'], 'save: nothing was typed yet'],
    [[CREATE, 'save x.txt'], "save: 'x.txt' is no story: expected a name that ends with .md"],
    [
      [PRODUCE, '# one', `$ kafka-console-consumer ${SERVER} --topic t --from-beginning`, 'save x.md'],
      /save: this session cannot be told as a page: x.md:\d+: this prints '# one'/,
    ],
  ])('%j is refused in one line', async (lines, message) => {
    const files = new Map<string, string>()
    expect((await piped(lines, 'shell', files)).err).toMatch(message)
    expect([...files]).toEqual([])
  })
})

/** Types keys at a terminal in memory, and answers what the terminal shows, without the codes that move its cursor. */
const keyed = async (keys: readonly string[], files = new Map<string, string>()): Promise<string> => {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const output = new PassThrough()
  const shown: string[] = []
  output.on('data', (data: Buffer) => shown.push(String(data)))
  const done = tidemark('shell', { files, outside: { typing: () => ({ input, output }) } })
  for (const key of keys) {
    input.write(key)
    await new Promise((resolve) => setImmediate(resolve))
  }
  input.end()
  await done
  // oxlint-disable-next-line no-control-regex -- what a terminal obeys
  return shown.join('').replace(/\u001b\[\d*[A-Z]/g, '')
}

test('Tab completes commands, flags, brokers and topics', async () => {
  const shown = await keyed([
    `${CREATE}\r`,
    'kafka-to',
    '\t',
    '--boot',
    '\t',
    'kafka2',
    '\t',
    '--desc',
    '\t',
    '--topic ',
    '\t',
    '\r',
  ])
  expect(shown).toContain('Topic: t\tPartitionCount: 1')
})

test('Ctrl-D ends a producer first, and a record that looks like a command gets a hint', async () => {
  const shown = await keyed([`${CREATE}\r`, `${PRODUCE}\r`, 'exit\r', '\u0004', 'pwd\r', '\u0004', 'pwd\r'])
  expect(shown).toContain('hint: this was sent as a record; Ctrl-D ends the producer')
  expect(shown.match(/^\/$/gm)).toHaveLength(1)
})

test('Ctrl-C gives up a line, and ends the session where the line is empty', async () => {
  const shown = await keyed(['kafka-bogus', '\u0003', 'pwd\r', '\u0003', 'pwd\r'])
  expect(shown).not.toContain('command not found')
  expect(shown.match(/^\/$/gm)).toHaveLength(1)
})

test('the key up finds the last command, also in the next session, and no record', async () => {
  const files = new Map<string, string>()
  await keyed([`${PRODUCE}\r`, 'secret\r', '\u0004', 'pwd\r', '\u0004'], files)
  expect(files.get('.tidemark/shell-history')).toBe(`${PRODUCE}\npwd\n`)
  expect((await keyed(['\u001b[A', '\r'], files)).match(/^\/$/gm)).toHaveLength(1)
})
