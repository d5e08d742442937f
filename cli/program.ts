import { Command, Option } from 'commander'
import { FORMAT_NAMES } from './export'
import { USUAL, type Typed } from './options'
import { USUAL_PORT } from './serve'
import { LOOPBACK } from './serving/http'
import { REPORT_FORMATS } from './report-formats'
import { USUAL_WALK } from './walk'

/** What the command line can ask for, and who answers. */
export interface Handlers {
  check(typed: Typed): Promise<void>
  ablate(names: readonly string[], typed: Typed): Promise<void>
  ladder(typed: Typed): Promise<void>
  timeline(typed: Typed): Promise<void>
  replay(token: string, typed: Typed): Promise<void>
  walk(typed: Typed): Promise<void>
  tell(path: string, typed: Typed): Promise<void>
  page(given: readonly string[], typed: Typed): Promise<void>
  report(typed: Typed): Promise<void>
  baseline(typed: Typed): Promise<void>
  serve(typed: Typed): Promise<void>
  export(schedule: string, typed: Typed): Promise<void>
}

/** The command line: names, help, and nothing that is done. */
export const program = (version: string, handlers: Handlers): Command => {
  const all = new Command('tidemark')
    .description("An executable specification of Kafka's replication, and a model checker that runs it")
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .addHelpText('after', EXIT_CODES)
  addQuestions(all, handlers)
  addSchedules(all, handlers)
  addRecords(all, handlers)
  return all
}

/** What searches and walks. */
const addQuestions = (all: Command, handlers: Handlers): void => {
  const check = all.command('check').description('search everything that can happen within bounds for a broken promise')
  for (const option of checkOptions()) check.addOption(option)
  check.action((_, command: Command) => handlers.check(typedIn(command)))

  const walk = all.command('walk').description('take random walks until one breaks a promise, and shrink what it found')
  for (const option of [...questionOptions(), ...walkOptions()]) walk.addOption(option)
  walk.action((_, command: Command) => handlers.walk(typedIn(command)))

  const ablate = all.command('ablate').argument('[names...]', 'the ablations to run; all where none is named')
  ablate.description('leave out one amendment or decision at a time, and see what breaks')
  for (const option of limitOptions()) ablate.addOption(option)
  ablate.option('--markdown', 'print the table as Markdown')
  ablate.action((names: string[], _, command: Command) => handlers.ablate(names, typedIn(command)))

  const ladder = all.command('ladder').description('every version of Kafka, what it survives and what breaks it')
  for (const option of limitOptions()) ladder.addOption(option)
  ladder.option('--markdown', 'print the table as Markdown')
  ladder.action((_, command: Command) => handlers.ladder(typedIn(command)))
}

/** What tells of schedules, versions and runs. */
const addSchedules = (all: Command, handlers: Handlers): void => {
  const timeline = all.command('timeline').description('the releases and amendments that are modelled')
  timeline.option('--markdown', 'print the table as Markdown').addOption(json())
  timeline.action((_, command: Command) => handlers.timeline(typedIn(command)))

  const replay = all.command('replay').argument('<schedule>', 'the token that a failure printed, or a story (.md)')
  replay.description('take the steps of a failure again: still fails, fixed, or diverged')
  for (const option of versionOptions()) replay.addOption(option)
  replay.option('--until <n>', 'take so many steps only')
  replay.option('--verbose', 'print every state in full as well')
  replay.option('--step <n>', 'show what this step changes, field by field')
  replay.addOption(asPage()).addOption(json())
  replay.action((token: string, _, command: Command) => handlers.replay(token, typedIn(command)))

  const tell = all.command('tell').argument('<story>', 'a page with a schedule in it: scenarios/*.md')
  tell.description('play a story, and hold it to what its page says')
  tell.option('--rewrite', 'write what it prints into the page').addOption(json())
  tell.action((path: string, _, command: Command) => handlers.tell(path, typedIn(command)))

  pageCommand(all, handlers)

  const exporting = all.command('export').argument('<schedule>', 'a token, or a story (.md)')
  exporting.description('write a schedule for another tool')
  exporting.option('--format <format>', `${FORMAT_NAMES.join(', ')} (usually mermaid)`)
  for (const option of versionOptions()) exporting.addOption(option)
  exporting.option('--out <file>', 'write it to a file').addOption(json())
  exporting.action((schedule: string, _, command: Command) => handlers.export(schedule, typedIn(command)))

  const serve = all
    .command('serve')
    .description('show runs, their pages and what is under way to a browser of this machine')
  serve.option('--port <n>', `the port on ${LOOPBACK}, or 0 for a free one (usually ${USUAL_PORT})`).addOption(json())
  serve.action((_, command: Command) => handlers.serve(typedIn(command)))
}

/** What compares with the record. */
const addRecords = (all: Command, handlers: Handlers): void => {
  const report = all.command('report').description('how the latest run differs from the record, as Markdown and JSON')
  for (const option of recordOptions()) report.addOption(option)
  report.option('--format <format>', `print one format only: ${REPORT_FORMATS.join(', ')}`)
  report.option('--out <file>', 'with --format: write it to a file')
  report.action((_, command: Command) => handlers.report(typedIn(command)))

  const baseline = all.command('baseline').description('what is on record; --accept puts the latest run on record')
  for (const option of recordOptions()) baseline.addOption(option)
  baseline.option('--accept', 'put the latest run on record')
  baseline.action((_, command: Command) => handlers.baseline(typedIn(command)))
}

const pageCommand = (all: Command, handlers: Handlers): void => {
  const page = all
    .command('page')
    .argument('[schedules...]', 'tokens and stories; what the latest run found, where none is named')
  page.description('draw schedules as one HTML file that needs nothing else')
  page.option('--compare <version>', 'beside it the same steps, taken by another Kafka')
  page.option('--out <file>', 'where to write it (usually in .tidemark/pages/)').addOption(json())
  page.action((given: string[], _, command: Command) => handlers.page(given, typedIn(command)))
}

const EXIT_CODES = `
Exit codes:
  0   holds; fixed; as on record; as written
  1   ladder, ablate, report: something differs from the record; tell: the page says otherwise
  2   bad input
  3   inconclusive: a limit or Ctrl-C ended the search; replay: diverged
  10  broken
  11  complete, but a required fact was never met, so the check proves too little
  70  a bug in tidemark; walk: threads died`

/** What was typed, by the names of the options; what was not typed is absent. */
const typedIn = (command: Command): Typed => {
  const values = command.opts<Readonly<Record<string, string | true | readonly string[]>>>()
  return Object.fromEntries(
    command.options.flatMap((option) => {
      const value = values[option.attributeName()]
      if (value === undefined) return []
      const word = typeof value === 'string' ? value : value === true ? 'yes' : value.join()
      return [[option.name(), word]]
    }),
  )
}

const gather = (word: string, before: readonly string[] = []): readonly string[] => [...before, word]

const usual = (name: string): string => `(usually ${USUAL[name]})`

const usualWalk = (name: string): string => `(usually ${USUAL_WALK[name]})`

/** Which Kafka is asked; `replay` asks the one of the token where none is named. */
const versionOptions = (otherwise = ''): readonly Option[] => [
  new Option('--kafka <version>', `a release, or baseline: the newest without its known flaws ${otherwise}`.trimEnd()),
  new Option('--without <names>', 'leave out an amendment, or one decision of it: kip-101/truncation').argParser(
    gather,
  ),
  new Option('--with <names>', 'put an amendment of a later release on top, or of none (hypothetical-...)').argParser(gather),
]

const questionOptions = (): readonly Option[] => [
  ...versionOptions(usual('kafka')),
  new Option(
    '--unlike <version>',
    'only what leaves that version whole, which takes the same steps: a disaster of its own',
  ),
  new Option('--brokers <n>', `brokers, each with a replica ${usual('brokers')}`),
  new Option('--records <n>', `records that are produced at most ${usual('records')}`),
  new Option('--epochs <n>', `leader epochs, the first included ${usual('epochs')}`),
  new Option('--leader <broker>', `who leads at the beginning ${usual('leader')}`),
  new Option('--grain <grain>', 'atomic: a fetch is one step; message: request, read, count and append are four'),
  new Option('--fetch-records <n>', 'records that one fetch may bring (usually 1)'),
  new Option('--faults <list>', `what may go wrong, and how often, or none ${usual('faults')}`).argParser(gather),
  new Option('--acks <acks>', `0, 1 or all ${usual('acks')}`),
  new Option('--min-isr <n>', `min.insync.replicas ${usual('min-isr')}`),
  new Option('--unclean', 'unclean.leader.election.enable'),
  new Option('--judge <runs>', `clean: only runs in which Kafka promises something; any ${usual('judge')}`),
  new Option('--property <numbers>', 'ask about these properties only: S12').argParser(gather),
]

const constantOptions = (): readonly Option[] => [
  new Option('--machine <name>', 'check a specimen in place of Kafka, with these constants:'),
  new Option('--replicas <n>', 'replicas'),
  new Option('--log-size <n>', 'slots in each log'),
  new Option('--max-epoch <n>', 'the last leader epoch'),
  new Option('--resource-managers <n>', 'resource managers'),
]

const recordOptions = (): readonly Option[] => [
  new Option('--run <file>', 'a saved run (usually .tidemark/runs/latest.json)'),
  new Option('--against <file>', 'the record (usually reports/baseline.json)'),
  json(),
]

const walkOptions = (): readonly Option[] => [
  new Option('--seed <word>', `what all is drawn from ${usualWalk('seed')}`),
  new Option('--runs <n>', `walks to take ${usualWalk('runs')}`),
  new Option('--steps <n>', `steps of each walk at most ${usualWalk('steps')}`),
  new Option('--from <n>', `the number of the first walk ${usualWalk('from')}`),
  new Option('--minutes <n>', 'stop after this time'),
  new Option('--workers <n>', 'threads that share out the walks; the result is the same (usually 1)'),
  new Option('--continue', 'go on where the latest walks stopped: with their seed and options'),
  save(),
  asPage(),
  json(),
  untimed(),
]

const limitOptions = (): readonly Option[] => [
  new Option('--symmetry', 'keep one of all states that differ in the names of interchangeable peers'),
  new Option('--workers <n>', 'search by so many threads; what is found is the same (usually 1)'),
  new Option('--max-states <n>', 'stop once this many states are known'),
  new Option('--max-minutes <n>', 'stop after this time'),
  new Option('--max-memory <GiB>', 'stop when the search holds this much memory (usually 4)'),
  json(),
  untimed(),
]

const checkOptions = (): readonly Option[] => [
  ...questionOptions(),
  ...constantOptions(),
  ...limitOptions(),
  partialOrder(),
  fingerprints(),
  resume(),
  save(),
  asPage(),
]

const partialOrder = (): Option =>
  new Option('--partial-order', 'of steps that have nothing to do with each other, take one order only')

const fingerprints = (): Option =>
  new Option('--fingerprints', 'keep 64 bits of a state in memory, the rest on disk; says the odds that one was missed')

const resume = (): Option =>
  new Option('--resume', 'go on where a search of the same question was kept: it was stopped, or it crashed')

const save = (): Option => new Option('--save', 'write a failure to scenarios/regressions/, where npm test replays it')

const asPage = (): Option => new Option('--page', 'draw what was found as an HTML file in .tidemark/pages/')

const untimed = (): Option =>
  new Option('--untimed', 'print nothing that a clock or a memory measures: every run prints the same')

const json = (): Option => new Option('--json', 'print one JSON object, as described in docs/json.md')
