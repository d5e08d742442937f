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
 * continues. With sections of the page (`npm run nightly -- KRaft 'KRaft walks'`) only their jobs are done; the page has all.
 */
const main = async (sections: readonly string[]): Promise<void> => {
  const stray = sections.find((one) => !tasks.some(({ section }) => section === one))
  if (stray !== undefined) return refuse(stray)
  const wanted = tasks.filter(({ section }) => sections.length === 0 || sections.includes(section))
  const records = recordsIn(join(ROOT, '.cache', 'nightly'), commitOf(ROOT))
  const interrupt = catchInterrupt()
  const begin = processClock.now()
  const progress = progressLine(
    { isTerminal: process.stderr.isTTY, write: (text) => process.stderr.write(text) },
    (name: string, seconds) => `${seconds.toFixed(0)} s  ${doneSoFar()} of ${wanted.length} jobs  ${name}`,
  )
  const doneSoFar = (): number => wanted.filter(({ section, name }) => records.get(section, name)).length
  const workThrough = async (waiting: Task[]): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined && !interrupt.isWanted(); task = waiting.shift()) {
      const { section, name } = task
      const figures = records.get(section, name) ?? (await task.work(ROOT))
      if (figures === undefined || interrupt.isWanted()) return
      records.put(section, name, figures)
      progress.report(`${section} ${name}`, processClock.now() - begin)
    }
  }
  const [shared, alone] = [wanted.filter(({ cores }) => cores === 'one'), wanted.filter(({ cores }) => cores === 'all')]
  await Promise.all(Array.from({ length: availableParallelism() }, () => workThrough(shared)))
  await workThrough(alone)
  progress.clear()
  interrupt.release()

  const done = tasks.map(({ section, name }) => ({ section, name, figures: records.get(section, name) }))
  filesOnDisk.write(join(ROOT, 'docs', 'nightly.md'), page(records.commit, process.version, done))
  const open = wanted.length - doneSoFar()
  const bad = done.filter(({ figures }) => Object.values(figures ?? {}).some((value) => BAD.test(value)))
  for (const { section, name } of bad) process.stdout.write(`bad  ${section}: ${name}\n`)
  process.stdout.write(
    `${wanted.length - open} of ${wanted.length} jobs done, ${bad.length} bad; written: docs/nightly.md\n`,
  )
  process.exitCode = bad.length > 0 ? 1 : open > 0 ? 3 : 0
}

const refuse = (stray: string): void => {
  const known = [...new Set(tasks.map(({ section }) => section))]
  process.stderr.write(
    `nightly: there is no section '${stray}': expected ${known.map((one) => `'${one}'`).join(', ')}\n`,
  )
  process.exitCode = 2
}

const BAD = /BROKEN|MOVED|SOME|FAILED|\bfailed\b|cannot/

void main(process.argv.slice(2))
