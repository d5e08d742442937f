/** What the program loads before it answers. Most of its start is loading, so what a question does not need is not loaded. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const ROOT = join(__dirname, '..')
const FOLDER = mkdtempSync(join(tmpdir(), 'tidemark-start-'))
afterAll(() => rmSync(FOLDER, { recursive: true }))

/** Runs the program, and prints what it loaded to standard error. */
const PROGRAM = `process.argv.splice(1, 0, 'main')
process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')))
require(${JSON.stringify(join(__dirname, 'main'))})`

interface Loaded {
  /** Folders of this project. */
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
  readonly files: readonly string[]
}

/** What a start loads. A source that is new or has changed is compiled by the first of two starts. */
const loadedBy = (line: string): Loaded => {
  const loaded = loadedAtOnce(line)
  return loaded.packages.includes('ts-node') ? loadedAtOnce(line) : loaded
}

const loadedAtOnce = (line: string): Loaded => {
  const words = ['-r', join(ROOT, 'from-source.js'), '-e', PROGRAM, '--', ...line.split(' ')]
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: FOLDER, encoding: 'utf8' })
  expect([0, 10]).toContain(status)
  const [ours, theirs] = [[], []] as [string[], string[]]
  for (const path of stderr.split('\n')) (path.includes('node_modules') ? theirs : ours).push(path)
  const files = ours.map((path) => relative(ROOT, path)).sort()
  return { rooms: distinct(files.map(dirname)), packages: distinct(theirs.map(packageOf)), files }
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)].sort()

const packageOf = (path: string): string => /.*node_modules[\\/]([^\\/]+)/.exec(path)?.[1] ?? path

describe('R33: a search loads', () => {
  test('no model of Kafka, and no record, story or page, if it is of another machine', () => {
    const { rooms, files } = loadedBy('check --machine die-hard')
    expect(files).toContain(join('cli', 'main.ts'))
    const needless = /^(model|properties)|^reports\/(page|exports)|^lab\/(walking|telling\/(story|account))/
    expect(rooms.filter((room) => needless.test(room))).toEqual([])
    expect(files.filter((file) => file.startsWith(join('lab', 'records')))).toEqual([
      join('lab', 'records', 'canary-of-machines.ts'),
    ])
  })

  test.each(['check --machine die-hard', 'check --brokers 2 --records 1 --epochs 1'])(
    'of packages those of the command line only: %s',
    (line) => {
      const { rooms, packages } = loadedBy(line)
      expect(packages).toEqual(['commander', 'picocolors'])
      expect(rooms.filter((room) => /^reports\/(page|exports)|^lab\/walking/.test(room))).toEqual([])
    },
  )
})
