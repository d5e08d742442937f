import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { filesOnDisk } from '../explorer/node/files'
import { columns } from '../reports/table'
import { profiled } from './profile'
import { growth, rows, type Measured, type Row } from './rows'

const PAGE = 'docs/performance.md'
const ROUNDS = 5

/** The processor time and the wall-clock time of one search, in seconds. */
interface Timed {
  readonly cpu: number
  readonly wall: number
  readonly measured: Measured
}

/**
 * `npm run bench`: medians of five interleaved rounds, because the speed of a computer varies over time. Compare
 * ratios.
 * `--once`: a single round. `--full`: up to a hundred million states. `--write`: into docs/performance.md.
 */
const main = async (): Promise<void> => {
  const asked = process.argv.slice(2)
  const row = [...rows, ...growth(Infinity)].find(({ name }) => name === asked[asked.indexOf('--row') + 1])
  if (asked.includes('--row') && row !== undefined) {
    process.stdout.write(JSON.stringify(await time(row)))
    return
  }
  const load = `load ${loads()} before`
  const table = timed(rows, asked.includes('--once') ? 1 : ROUNDS)
  const grown = timed(growth(asked.includes('--full') ? 1e8 : 1e7), 1)
  const head = `${load}, ${loads()} after, Node ${process.version}, ${process.arch}`
  const parts = [head, print(rows, table), print(growth(Infinity), grown)]
  for (const row of rows.filter(({ isProfiled }) => isProfiled === true)) parts.push(await profile(row))
  const text = parts.join('\n\n')
  process.stdout.write(`${text}\n`)
  if (asked.includes('--write')) filesOnDisk.write(PAGE, withBlock(readFileSync(PAGE, 'utf8'), text))
}

const loads = (): string =>
  loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')

/**
 * Alternately, each in its own process, because the type information that one search gives the engine makes another
 * search slower.
 */
const timed = (of: readonly Row[], rounds: number): readonly (readonly Timed[])[] => {
  const times = of.map((): Timed[] => [])
  for (let round = 0; round < rounds; round++) of.forEach(({ name }, index) => times[index]?.push(timeApart(name)))
  return times
}

const timeApart = (name: string): Timed => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', './from-source.js', __filename, '--row', name],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  )
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
  return JSON.parse(stdout) as Timed
}

/** Once to warm up, unless this takes long, and then for the measurement. */
const time = async ({ run, isLong = false }: Row): Promise<Timed> => {
  if (!isLong) await run()
  const [before, begin] = [process.cpuUsage(), performance.now()]
  const { distinct, generated, bytes } = await run()
  const { user, system } = process.cpuUsage(before)
  const measured = { distinct, generated, bytes }
  return { cpu: (user + system) / 1e6, wall: (performance.now() - begin) / 1000, measured }
}

const print = (of: readonly Row[], times: readonly (readonly Timed[])[]): string => {
  const head = ['search', 'states', 'transitions', 'CPU s', 'wall s', 'k transitions/CPU s', 'bytes per state']
  return columns([
    head,
    ...times.flatMap((some, index) => {
      const [first] = some
      if (first === undefined) return []
      const { distinct, generated, bytes } = first.measured
      const [cpu, wall] = [median(some.map((one) => one.cpu)), median(some.map((one) => one.wall))]
      const rate = Math.round(generated / cpu / 1000)
      const size = bytes === 0 ? '' : (bytes / distinct).toFixed(1)
      return [
        [
          of[index]?.name ?? '',
          String(distinct),
          String(generated),
          cpu.toFixed(2),
          wall.toFixed(2),
          String(rate),
          size,
        ],
      ]
    }),
  ])
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** The profile of one search after warm-up. */
const profile = async ({ name, run }: Row): Promise<string> => {
  const shares = await profiled(async () => {
    for (let again = 0; again < 3; again++) await run()
  })
  const lines = shares
    .filter(({ percent }) => percent >= 1)
    .map(({ part, percent }) => [part, `${percent.toFixed(0)} %`])
  return columns([[name.trim(), 'of CPU time'], ...lines])
}

/** The page with its block of figures replaced. */
const withBlock = (page: string, text: string): string =>
  page.replace(
    /(<!-- npm run bench -->\n```\n)[^]*?(```\n)/,
    (_, before: string, after: string) => `${before}${text}\n${after}`,
  )

void main()
