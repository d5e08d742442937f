import { Command, Option } from 'commander'
import { FORMAT_NAMES, REPORT_FORMATS } from './formats'
import {
  USUAL_CLUSTER,
  USUAL_CRASH_LENGTH,
  USUAL_JUDGE,
  USUAL_PORT,
  USUAL_FREE,
  USUAL_REAL_RECORD,
  USUAL_REAL_WALK,
  type Typed,
} from './options'
import { parts } from './parts'
import {
  asPage,
  campaignOptions,
  checkOptions,
  constantOptions,
  json,
  limitOptions,
  questionOptions,
  recordOptions,
  save,
  searchMemory,
  searchThreads,
  single,
  untimed,
  versionOptions,
  walkOptions,
  whichSchedule,
  workOptions,
} from './program-options'
import { LOOPBACK } from './serving/loopback'

/** The commands, and the function that runs each of them. */
export interface Handlers {
  check(typed: Typed): Promise<void>
  ablate(names: readonly string[], typed: Typed): Promise<void>
  ladder(typed: Typed): Promise<void>
  timeline(typed: Typed): Promise<void>
  replay(token: string, typed: Typed): Promise<void>
  walk(typed: Typed): Promise<void>
  explain(schedule: string | undefined, typed: Typed): Promise<void>
  tell(path: string, typed: Typed): Promise<void>
  shell(typed: Typed): Promise<void>
  stops(typed: Typed): Promise<void>
  crashes(typed: Typed): Promise<void>
  survive(typed: Typed): Promise<void>
  page(given: readonly string[], typed: Typed): Promise<void>
  report(typed: Typed): Promise<void>
  baseline(typed: Typed): Promise<void>
  serve(typed: Typed): Promise<void>
  searches(typed: Typed): Promise<void>
  campaign(path: string, typed: Typed): Promise<void>
  work(typed: Typed): Promise<void>
  export(schedule: string, typed: Typed): Promise<void>
  realReplay(schedule: string, typed: Typed): Promise<void>
  realWalk(typed: Typed): Promise<void>
  realRecord(typed: Typed): Promise<void>
  realJudge(trace: string, typed: Typed): Promise<void>
}

/** The command line: names and help texts. The handlers do the work. */
export const program = (version: string, handlers: Handlers): Command => {
  const all = new Command('tidemark')
    .description("An executable specification of Kafka's replication, and a model checker that runs it")
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .addHelpText('after', EXIT_CODES)
  addQuestions(all, handlers)
  campaignCommands(all, handlers)
  addSchedules(all, handlers)
  addRecords(all, handlers)
  realCommands(all, handlers)
  takeOnce(all)
  return all
}

/** Options that take a value, and are no list, are given once. */
const takeOnce = (command: Command): void => {
  for (const option of command.options)
    if (!option.isBoolean() && option.parseArg === undefined) option.argParser(single)
  for (const inner of command.commands) takeOnce(inner)
}

/** The commands that search and walk. */
const addQuestions = (all: Command, handlers: Handlers): void => {
  const check = all
    .command('check')
    .description('explore every state within the bounds, and report the shortest schedule that breaks a property')
  for (const option of checkOptions()) check.addOption(option)
  check.addHelpText('after', () => parts.help().NAMES)
  check.addHelpText('after', () => parts.help().GOALS)
  check.action((_, command: Command) => handlers.check(typedIn(command)))

  const walk = all.command('walk').description('take random walks until one breaks a property, and shrink its schedule')
  for (const option of [...questionOptions(), ...constantOptions(), ...walkOptions()]) walk.addOption(option)
  walk.addHelpText('after', () => parts.help().NAMES)
  walk.action((_, command: Command) => handlers.walk(typedIn(command)))

  const ablate = all
    .command('ablate')
    .argument('[names...]', 'the ablations to run, or with --kafka what is left out (default: all)')
  ablate.description('leave out one amendment or decision at a time, and report which property breaks')
  ablate.option('--kafka <version>', 'instead: leave out each decision of this preset alone, in many small worlds')
  ablate.option('--elr', 'with --kafka, from 4.0: with eligible leader replicas')
  for (const option of limitOptions()) ablate.addOption(option)
  ablate.option('--markdown', 'print the table as Markdown')
  ablate.action((names: string[], _, command: Command) => handlers.ablate(names, typedIn(command)))

  const searches = all.command('searches').description('list the saved searches, and how to continue each')
  searches.option('--remove <searches>', 'remove these, by their names, or all').addOption(json()).addOption(untimed())
  searches.action((_, command: Command) => handlers.searches(typedIn(command)))

  const ladder = all
    .command('ladder')
    .description('find, for each version, the shortest failure that the next version prevents')
  for (const option of limitOptions()) ladder.addOption(option)
  ladder.option('--markdown', 'print the table as Markdown')
  ladder.action((_, command: Command) => handlers.ladder(typedIn(command)))
}

/** Many questions, on many threads or machines. */
const campaignCommands = (all: Command, handlers: Handlers): void => {
  const campaign = all.command('campaign').argument('<file>', 'a YAML file: docs/campaigns.md')
  campaign.description('ask versions, settings and worlds by walks and searches; what is done is not done again')
  for (const option of campaignOptions()) campaign.addOption(option)
  campaign.action((path: string, _, command: Command) => handlers.campaign(path, typedIn(command)))

  const work = all.command('work').description('do the jobs of campaigns that a queue has, until Ctrl-C')
  for (const option of workOptions()) work.addOption(option)
  work.action((_, command: Command) => handlers.work(typedIn(command)))
}

/** The commands that show versions, schedules and runs. */
const addSchedules = (all: Command, handlers: Handlers): void => {
  const timeline = all.command('timeline').description('the releases and amendments that are modelled')
  timeline.option('--kafka <version>', 'one release: what it answers to each decision, who says so, and since when')
  timeline.option('--markdown', 'print the table as Markdown').addOption(json())
  timeline.action((_, command: Command) => handlers.timeline(typedIn(command)))

  const replay = all
    .command('replay')
    .argument('<schedule>', 'a token that a failure printed, a story (.md), or an ITF trace (.itf.json)')
  replay.description('replay a schedule: it still fails, is fixed, or diverged')
  for (const option of versionOptions()) replay.addOption(option)
  replay.addOption(whichSchedule())
  replay.option('--until <n>', 'replay only the first n steps')
  replay.option('--reach <goal>', 'say after which step this fact or expression holds first, as with check')
  replay.option('--verbose', 'also print every complete state')
  replay.option('--step <n>', 'show the fields that step n changes')
  replay.option(
    '--why <step>',
    'which guards refuse this step, by its text or a part of it, at the end or after --step',
  )
  replay.addOption(save()).addOption(asPage()).addOption(json())
  replay.action((token: string, _, command: Command) => handlers.replay(token, typedIn(command)))

  explainCommand(all, handlers)

  const tell = all.command('tell').argument('<story>', 'a Markdown page with a schedule: scenarios/*.md')
  tell.description('play a story, and compare its output with the page')
  tell.option('--rewrite', 'write the output into the page').addOption(json())
  tell.action((path: string, _, command: Command) => handlers.tell(path, typedIn(command)))

  shellCommand(all, handlers)
  stopCommands(all, handlers)
  surviveCommand(all, handlers)
  pageCommand(all, handlers)

  const exporting = all.command('export').argument('<schedule>', 'a token, a story (.md), or an ITF trace (.itf.json)')
  exporting.description('write a schedule in the format of another tool')
  exporting.option('--format <format>', `${FORMAT_NAMES.join(', ')} (default: mermaid)`)
  for (const option of versionOptions()) exporting.addOption(option)
  exporting.addOption(whichSchedule()).option('--out <file>', 'write to this file').addOption(json())
  exporting.action((schedule: string, _, command: Command) => handlers.export(schedule, typedIn(command)))

  const serve = all.command('serve').description('serve runs, pages and running searches to a browser on this machine')
  serve.option('--port <n>', `the port on ${LOOPBACK}, or 0 for a free port (default: ${USUAL_PORT})`).addOption(json())
  serve.action((_, command: Command) => handlers.serve(typedIn(command)))
}

/** The commands that compare with the record. */
const addRecords = (all: Command, handlers: Handlers): void => {
  const report = all
    .command('report')
    .description('show how the latest run differs from the record, as Markdown and JSON')
  for (const option of recordOptions()) report.addOption(option)
  report.option('--format <format>', `print one format only: ${REPORT_FORMATS.join(', ')}`)
  report.option('--out <file>', 'with --format: write to this file')
  report.action((_, command: Command) => handlers.report(typedIn(command)))

  const baseline = all.command('baseline').description('show the record; --accept puts the latest run on record')
  for (const option of recordOptions()) baseline.addOption(option)
  baseline.option('--accept', 'put the latest run on record')
  baseline.action((_, command: Command) => handlers.baseline(typedIn(command)))
}

const explainCommand = (all: Command, handlers: Handlers): void => {
  const explain = all
    .command('explain')
    .argument('[schedule]', 'a token, a story (.md), or an ITF trace (default: the first failure of the latest run)')
  explain.description('when a schedule was lost, what would have kept it, and who did not know what')
  for (const option of versionOptions()) explain.addOption(option)
  explain.addOption(whichSchedule())
  explain.option('--max-states <n>', 'the most states of one search; beyond, it says unknown (default: 20000)')
  explain.addOption(json())
  explain.action((given: string | undefined, _, command: Command) => handlers.explain(given, typedIn(command)))
}

const shellCommand = (all: Command, handlers: Handlers): void => {
  const shell = all.command('shell').description("a prompt for Kafka's own commands, against a model of a cluster")
  shell.option('--kafka <version>', `the Kafka that is operated, with ZooKeeper (default: ${USUAL_CLUSTER.kafka})`)
  shell.option('--brokers <n>', `brokers, from 1 to 9: kafka1, kafka2, ... (default: ${USUAL_CLUSTER.brokers})`)
  shell.addOption(new Option('--json', 'print one JSON object for each line, and one at the end (docs/json.md)'))
  shell.addHelpText('after', SHELL_HELP)
  shell.action((_, command: Command) => handlers.shell(typedIn(command)))
}

/** What is not seen at the prompt itself, where `help` lists the commands. */
const SHELL_HELP = `
At the prompt, help lists the commands. From a file or a pipe (tidemark shell < commands.txt) each line is run, and
printed with its prompt and its output. While a console producer runs, each line is a record, until a line that
begins with '$ ', which is a command. So a shell block of a story can be piped as well.
A line in error does not stop the lines behind it; the exit code is 2 if there was one: a command that is unknown,
misread or refused. A record that is refused is no error.`

/** The commands that measure what a stop costs, and try what it does to a disk. */
const stopCommands = (all: Command, handlers: Handlers): void => {
  const stops = all.command('stops').description('measure what each way to stop a broker costs its partitions')
  stops.option(
    '--kafka <version>',
    `the Kafka whose protocol and defaults apply, with ZooKeeper (default: ${USUAL_CLUSTER.kafka})`,
  )
  stops.option('--partitions <list>', 'partitions that the broker leads, joined by commas (default: 1,10,50)')
  stops.option('--ways <list>', 'controlled, early, disabled, retries, killed, power (default: all)')
  stops.option('--brokers <n>', 'brokers, each with a replica; min.insync.replicas is one less (default: 3)')
  stops.option('--acks <acks>', '1 or all (default: all)')
  stops.option('--markdown', 'print the table as Markdown')
  stops.option('--out <file>', 'draw it as an SVG picture in this file').addOption(json())
  stops.action((_, command: Command) => handlers.stops(typedIn(command)))

  const crashes = all.command('crashes').description('try every stop at every point of a schedule with a log on disk')
  for (const option of versionOptions('(default: baseline)')) crashes.addOption(option)
  crashes.option('--cleanup <policy>', 'delete, compact, or compact,delete (default: each of them)')
  crashes.option('--length <n>', `steps of the schedule, up to 40 (default: ${USUAL_CRASH_LENGTH})`).addOption(json())
  crashes.action((_, command: Command) => handlers.crashes(typedIn(command)))
}

/** Which faults the settings of a topic survive. */
const surviveCommand = (all: Command, handlers: Handlers): void => {
  const survive = all.command('survive')
  survive.description('find the cheapest sets of faults after which records are lost, or clients are not served')
  for (const option of versionOptions(usualVersion)) survive.addOption(option)
  survive.option('--replicas <n>', 'brokers, each with a replica (default: 3)')
  survive.option('--min-isr <n>', 'min.insync.replicas (default: 2)')
  survive.option('--acks <acks>', '0, 1 or all (default: all)')
  survive.option('--unclean', 'unclean.leader.election.enable')
  survive.option('--elr', 'with KRaft, from 4.0: eligible.leader.replicas.version is on')
  survive.option(
    '--max-faults <n>',
    'the most faults in a set, up to 5 (default: 2; with KRaft and 4 replicas or more, 1)',
  )
  survive.option(
    '--faults <list>',
    'the faults that can happen, and how often each (default: those that happen by themselves)',
  )
  survive.option('--records <n>', 'maximum number of records (default: 1)')
  survive.option('--epochs <n>', 'number of leader epochs (default: 3)')
  survive.option(
    '--max-states <n>',
    'stop the search of a set when this many states are known (default: 1000000; with KRaft and 3 replicas 60000, 4 2000000, 5 50000000)',
  )
  survive.option('--max-minutes <n>', 'stop all of it after this number of minutes')
  survive.addOption(searchMemory()).addOption(searchThreads())
  survive.addOption(asPage()).addOption(json())
  survive.action((_, command: Command) => handlers.survive(typedIn(command)))
}

const usualVersion = '(default: 2.1)'

const pageCommand = (all: Command, handlers: Handlers): void => {
  const page = all
    .command('page')
    .argument('[schedules...]', 'tokens and stories (default: the failures of the latest run)')
  page.description('draw schedules as one self-contained HTML file')
  page.addOption(whichSchedule())
  page.option('--compare <version>', 'show the same steps in another version side by side')
  page.option('--out <file>', 'write to this file (default: a file in .tidemark/pages/)').addOption(json())
  page.action((given: string[], _, command: Command) => handlers.page(given, typedIn(command)))
}

/** What is stepped beside a real Kafka. */
const realCommands = (all: Command, handlers: Handlers): void => {
  const real = all.command('real').description('step a real Kafka beside the model (needs Java, and Maven once)')
  real.action(() => real.outputHelp())
  const replay = real
    .command('replay')
    .argument('<schedule>', 'a token that a failure printed, a story (.md), or an ITF trace (.itf.json)')
  replay.description('step a schedule on a real Kafka and in the model, and compare what they show after each step')
  for (const option of realOptions(EITHER)) replay.addOption(option)
  replay.addOption(asPage()).addOption(json())
  replay.action((schedule: string, _, command: Command) => handlers.realReplay(schedule, typedIn(command)))

  const walk = real.command('walk').description('step random schedules on both, and shrink the first that differs')
  const asked = questionOptions().filter(({ long }) => REAL_WALK_OPTIONS.includes(long ?? ''))
  const only = 'classes: those of Kafka, in one process'
  for (const option of [...realOptions(only), ...asked, ...realWalkOptions()]) walk.addOption(option)
  walk.action((_, command: Command) => handlers.realWalk(typedIn(command)))

  traceCommands(real, handlers)
}

/** What a real Kafka showed, without the steps in between. */
const traceCommands = (real: Command, handlers: Handlers): void => {
  const record = real
    .command('record')
    .description('let real brokers run free under random faults, and write down what passed between them')
  const asked = questionOptions().filter(({ long }) => REAL_WALK_OPTIONS.includes(long ?? ''))
  for (const option of [...realOptions(RECORDED), ...asked]) record.addOption(option)
  record.option(
    '--seed <word>',
    `the seed of faults and records; how fast brokers are, they decide themselves (default: ${USUAL_REAL_RECORD['seed']})`,
  )
  record.option('--seconds <n>', `how long they run free (default: ${USUAL_FREE['seconds']})`)
  record.option('--stepped', 'a random schedule instead, step by step, of which some moments are recorded')
  record.option('--steps <n>', `stepped: number of steps (default: ${USUAL_REAL_RECORD['steps']})`)
  record.option(
    '--hidden <n>',
    `stepped: the most steps between two observations (default: ${USUAL_REAL_RECORD['hidden']})`,
  )
  record.option('--out <file>', 'write to this file').addOption(json())
  record.action((_, command: Command) => handlers.realRecord(typedIn(command)))

  const judge = real.command('judge').argument('<trace>', 'a recorded trace (.jsonl)')
  judge.description('does the model explain a recorded trace? (needs no Java)')
  judge.option('--kafka <version>', 'judge by the model of this release (default: the one that was recorded)')
  judge.option(
    '--hidden <n>',
    `the most hidden steps between two observations (default: as the trace says, or ${USUAL_JUDGE['hidden']})`,
  )
  judge.option(
    '--max-states <n>',
    `stop at so many states between two observations (default: ${USUAL_JUDGE['max-states']})`,
  )
  judge.addOption(json())
  judge.action((trace: string, _, command: Command) => handlers.realJudge(trace, typedIn(command)))
}

const EITHER = 'classes: those of Kafka, in one process; wire: brokers (default: classes where it can be)'

const RECORDED = 'wire: brokers; classes: those of Kafka, in one process, always stepped (default: wire)'

const REAL_WALK_OPTIONS = [
  ...['--brokers', '--records', '--epochs', '--leader', '--faults', '--grain', '--fetch-records'],
  ...['--controlled-shutdown', '--clients', '--acks', '--min-isr', '--unclean', '--reassign', '--assigned'],
]

const realOptions = (ways: string): readonly Option[] => [
  new Option('--kafka <version>', `the release, of Kafka and of the model (default: ${USUAL_REAL_WALK['kafka']})`),
  new Option('--by <way>', ways),
  ...versionOptions().slice(1),
]

const realWalkOptions = (): readonly Option[] => [
  new Option('--seed <word>', `the seed of all random choices (default: ${USUAL_REAL_WALK['seed']})`),
  new Option('--runs <n>', `number of walks (default: ${USUAL_REAL_WALK['runs']})`),
  new Option('--steps <n>', `maximum number of steps in a walk (default: ${USUAL_REAL_WALK['steps']})`),
  new Option('--from <n>', 'the number of the first walk (default: 0)'),
  json(),
  untimed(),
]

const EXIT_CODES = `
Exit codes:
  0   holds; fixed; as on record; as written; --reach: reached; real judge: accepted
  1   ladder, ablate, report: something differs from the record; tell: the output differs from the page;
      real: the model and Kafka differ
  2   bad input
  3   inconclusive: a limit or Ctrl-C ended the search; replay: diverged; real: not all was stepped;
      campaign, work: stopped, also because the queue is gone
  10  broken; real judge: rejected
  11  complete, but a required fact was never reached, so the check proves too little;
      --reach: no state within the bounds reaches the goal
  70  a bug in tidemark; walk: worker threads crashed`

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
