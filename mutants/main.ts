import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { filesOnDisk } from '../explorer/node/files'
import { everyMutant } from './catalogue'
import { nameOf } from './mutant'
import { count, isEquivalent, mistaken, page, survivors } from './page'
import { recordsIn } from './records'
import { judgeAll, judgedIn } from './rounds'

const ROOT = resolve(__dirname, '..')
const PAGE = join(ROOT, 'docs', 'mutants.md')
const CACHE = join(ROOT, '.cache')

const main = async (): Promise<void> => {
  const { only, equivalents, workers, json } = new Command('npm run mutants --')
    .description(
      'make small mistakes in the model, one at a time, and check whether a test notices; writes docs/mutants.md once all are judged, except for those that mutants/equivalent.ts lists',
    )
    .option('--only <text>', 'judge only mutants whose file or text contains this; writes no page')
    .option('--equivalents', 'ask about mutants that mutants/equivalent.ts lists as well, each of which takes minutes')
    .option('--workers <n>', 'judge so many at a time', Number, availableParallelism())
    .option('--json', 'print verdicts as JSON')
    .parse()
    .opts<{ readonly only?: string; readonly equivalents?: true; readonly workers: number; readonly json?: true }>()
  const mutants = everyMutant(ROOT).filter((mutant) => only === undefined || nameOf(mutant).includes(only))
  const records = recordsIn(join(CACHE, 'mutants.json'), ROOT)
  const asked = mutants.filter((mutant) => equivalents === true || !isEquivalent(mutant))
  const wrong = await judgeAll({ root: ROOT, folder: join(CACHE, 'mutants'), workers }, asked, records)
  if (wrong !== undefined) {
    process.stderr.write(`no mutant is judged: ${wrong}\n`)
    process.exitCode = 2
    return
  }
  const judged = judgedIn(records, mutants)
  const { all, killed, equivalent, survived } = count(judged)
  const unasked = mutants.filter((mutant) => !asked.includes(mutant) && records.get(mutant) === undefined)
  const left = mutants.length - judged.length - unasked.length
  const isComplete = left === 0
  if (only === undefined && isComplete) filesOnDisk.write(PAGE, page(judged, unasked))
  if (json === true) process.stdout.write(`${JSON.stringify(judged)}\n`)
  else {
    for (const mutant of survivors(judged)) process.stdout.write(`survived  ${nameOf(mutant)} (line ${mutant.line})\n`)
    for (const mutant of mistaken(judged)) process.stdout.write(`noticed, so not equivalent  ${nameOf(mutant)}\n`)
    const reasons = unasked.length === 0 ? '' : `, ${unasked.length} listed with a reason and not asked`
    const rest = isComplete ? '' : `, ${left} not judged: the same command continues`
    const figures = `${killed} killed, ${equivalent} equivalent, ${survived} survived`
    process.stdout.write(`${all + unasked.length + left} mutants: ${figures}${reasons}${rest}\n`)
  }
  process.exitCode = survived > 0 ? 1 : isComplete ? 0 : 3
}

void main()
