import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { processClock } from '../explorer/node/clock'
import { filesOnDisk } from '../explorer/node/files'
import { progressLine } from '../explorer/node/progress'
import { catchInterrupt } from '../explorer/node/signals'
import { page } from './page'
import { commitOf, recordsIn } from './records'
import { tasks, type Task } from './tasks'

const ROOT = resolve(__dirname, '..')

/**
 * `npm run nightly`: everything that takes too long for npm test. Ctrl-C keeps finished jobs; the same command
 * continues.
 */
const main = async (): Promise<void> => {
  const records = recordsIn(join(ROOT, '.cache', 'nightly'), commitOf(ROOT))
  const interrupt = catchInterrupt()
  const begin = processClock.now()
  const progress = progressLine(
    { isTerminal: process.stderr.isTTY, write: (text) => process.stderr.write(text) },
    (name: string, seconds) => `${seconds.toFixed(0)} s  ${doneSoFar()} of ${tasks.length} jobs  ${name}`,
  )
  const doneSoFar = (): number => tasks.filter(({ section, name }) => records.get(section, name)).length
  const workThrough = async (waiting: Task[]): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined && !interrupt.isWanted(); task = waiting.shift()) {
      const { section, name } = task
      const figures = records.get(section, name) ?? (await task.work(ROOT))
      if (figures === undefined || interrupt.isWanted()) return
      records.put(section, name, figures)
      progress.report(`${section} ${name}`, processClock.now() - begin)
    }
  }
  const [shared, alone] = [tasks.filter(({ cores }) => cores === 'one'), tasks.filter(({ cores }) => cores === 'all')]
  await Promise.all(Array.from({ length: availableParallelism() }, () => workThrough(shared)))
  await workThrough(alone)
  progress.clear()
  interrupt.release()

  const done = tasks.map(({ section, name }) => ({ section, name, figures: records.get(section, name) }))
  filesOnDisk.write(join(ROOT, 'docs', 'nightly.md'), page(records.commit, process.version, done))
  const open = done.filter(({ figures }) => figures === undefined).length
  const bad = done.filter(({ figures }) => Object.values(figures ?? {}).some((value) => BAD.test(value)))
  for (const { section, name } of bad) process.stdout.write(`bad  ${section}: ${name}\n`)
  process.stdout.write(
    `${done.length - open} of ${done.length} jobs done, ${bad.length} bad; written: docs/nightly.md\n`,
  )
  process.exitCode = bad.length > 0 ? 1 : open > 0 ? 3 : 0
}

const BAD = /BROKEN|MOVED|SOME|FAILED|\bfailed\b|cannot/

void main()
