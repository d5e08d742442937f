import { spawnSync } from 'node:child_process'
import { columns } from '../reports/table'

/** The processor time of a command and all processes that it started, in seconds. */
interface Cost {
  readonly user: number
  readonly system: number
}

/** The maximum cost of a command, as a multiple of `npm start`. */
const MOST: Readonly<Record<string, number>> = { test: 15, 'test:long': 15 }

/**
 * `npm run bench:tests` prints the cost of `npm test` as a multiple of the cost of `npm start`; with `--long`, also
 * that of `npm run test:long`. `npm start` runs before and after, because the speed of a machine varies. The exit code
 * is 1 if a command fails or costs too much.
 */
const main = (): void => {
  const asked = ['test', ...(process.argv.includes('--long') ? ['test:long'] : [])]
  const before = costOf('start')
  const costs = asked.map((script) => [script, costOf(script)] as const)
  const after = costOf('start')
  const start: Cost = { user: (before.user + after.user) / 2, system: (before.system + after.system) / 2 }
  const rows = [['start', start] as const, ...costs].map(([script, cost]) => [
    `npm run ${script}`,
    cost.user.toFixed(1),
    cost.system.toFixed(1),
    times(cost, start).toFixed(1),
    String(MOST[script] ?? ''),
  ])
  process.stdout.write(`${columns([['command', 'user s', 'system s', 'times npm start', 'at most'], ...rows])}\n`)
  if (costs.some(([script, cost]) => times(cost, start) > (MOST[script] ?? Infinity))) process.exitCode = 1
}

const times = (cost: Cost, start: Cost): number => (cost.user + cost.system) / (start.user + start.system)

/** Every POSIX shell has `times`, which prints the processor time of its children and their children. */
const costOf = (script: string): Cost => {
  const { status, stdout, error } = spawnSync(
    'sh',
    ['-c', 'npm run -s "$1" 1>&2; code=$?; times; exit "$code"', 'sh', script],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (error !== undefined) throw new Error(`this needs a POSIX shell, which measures processor time: ${error.message}`)
  const [, user, system] = CHILDREN.exec(stdout) ?? []
  if (user === undefined || system === undefined)
    throw new Error(`the shell did not print the processor time of npm run ${script}`)
  if (status !== 0) process.exitCode = 1
  return { user: seconds(user), system: seconds(system) }
}

/** The last line that `times` prints: 1m2.34s 0m5.67s. */
const CHILDREN = /(\d+m[\d.]+s) (\d+m[\d.]+s)\s*$/

const seconds = (told: string): number => {
  const [minutes = '', rest = ''] = told.split('m')
  return Number(minutes) * 60 + Number.parseFloat(rest)
}

main()
