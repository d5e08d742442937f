/** The options of the command line, in the groups that commands share. */
import { InvalidArgumentError, Option } from 'commander'
import { REPEATABLE, USUAL_STRATEGY } from '../explorer/strategies/names'
import { flags } from '../specimens/flags'
import { USUAL, USUAL_WALK } from './options'

/** A list may be given in several options. */
const gather = (word: string, before: readonly string[] = []): readonly string[] => [...before, word]

/** A list of names. An empty one would be left out in silence. */
const gatherNames = (word: string, before?: readonly string[]): readonly string[] => {
  if (word.split(',').every((name) => name !== '')) return gather(word, before)
  throw new InvalidArgumentError('a name in it is empty: expected names with commas between them')
}

/** Each is a configuration of its own, so they are not one list. */
const gatherChanges = (word: string, before?: string): string => (before === undefined ? word : `${before}+${word}`)

/** A second value would replace the first in silence. */
export const single = (word: string, before?: string): string => {
  if (before === undefined) return word
  throw new InvalidArgumentError('it was given twice: expected it once')
}

/** A second goal would replace the first without a word. */
const once = (word: string, before?: string): string => {
  if (before === undefined) return word
  throw new InvalidArgumentError('it was given twice: expected one goal, joined by and, or')
}

const usual = (name: string): string => `(default: ${USUAL[name]})`

const usualWalk = (name: string): string => `(default: ${USUAL_WALK[name]})`

/** The version that is checked. `replay` uses the version of the token by default. */
export const versionOptions = (otherwise = ''): readonly Option[] => [
  new Option(
    '--kafka <version>',
    `any release, or baseline: 2.1, with ZooKeeper, without its known flaws ${otherwise}`.trimEnd(),
  ),
  new Option(
    '--without <names>',
    'leave out an amendment (kip-320), or one decision of it (kip-101/truncation)',
  ).argParser(gatherNames),
  new Option(
    '--with <names>',
    'add an amendment of a later release, of none (hypothetical-...), or of a file (./mine.ts)',
  ).argParser(gatherNames),
]

export const questionOptions = (): readonly Option[] => [
  ...versionOptions(usual('kafka')),
  new Option('--unlike <version>', 'report only failures that <version> survives when it replays the same schedule'),
  new Option('--partitions <n>', 'partitions of the topic, up to 50; several are for walks and stories (default: 1)'),
  new Option('--brokers <n>', `brokers, each with a replica ${usual('brokers')}`),
  new Option('--records <n>', `maximum number of records ${usual('records')}`),
  new Option('--epochs <n>', `number of leader epochs ${usual('epochs')}`),
  new Option('--leader <broker>', `the first leader ${usual('leader')}`),
  new Option('--grain <grain>', 'atomic: a fetch is one step; message: request, read, count and append are four'),
  new Option('--fetch-records <n>', 'the most records that one fetch brings (default: 1)'),
  new Option('--faults <list>', `the faults that can happen, and how often, or none ${usual('faults')}`).argParser(
    gather,
  ),
  new Option(
    '--controlled-shutdown <word>',
    'does a broker hand over before it stops: yes, gives-up or no (default: yes)',
  ),
  new Option(
    '--lag-clock',
    'a replica that was caught up within replica.lag.time.max.ms holds the high watermark back',
  ),
  new Option(
    '--metadata-lag <n>',
    'with KRaft: how many of the newest changes of the metadata log a broker may stop at (default: 2)',
  ),
  new Option(
    '--elr',
    'with KRaft, from 4.0: eligible.leader.replicas.version is on, as in a new cluster of 4.1 or later',
  ),
  new Option('--unassigned', 'with KRaft, from 3.7: no broker has said yet in which log directory its replicas are'),
  ...storageOptions(),
  new Option(
    '--reassign <moves>',
    'replicas move to these brokers, such as 1,3; one move after the other: 1,3/1,2; 1,3/cancel',
  ),
  new Option(
    '--assigned <brokers>',
    'with --reassign: the brokers that have a replica at first, such as 1,2 (default: all)',
  ),
  new Option('--clients', 'that a producer is refused, or times out, is a step'),
  new Option('--acks <acks>', `0, 1 or all ${usual('acks')}`),
  new Option('--min-isr <n>', `min.insync.replicas ${usual('min-isr')}`),
  new Option('--unclean', 'unclean.leader.election.enable'),
  new Option(
    '--judge <runs>',
    `clean: check only runs for which Kafka makes promises; any: check all runs ${usual('judge')}`,
  ),
  new Option('--property <names>', 'check only these properties: S12,S14, or those of a file (./mine.ts)').argParser(
    gatherNames,
  ),
  new Option('--availability', 'check only availability (A1 to A4): is there a leader, and does it accept producers?'),
]

/** What is asked of the log on disk. */
const storageOptions = (): readonly Option[] => [
  new Option('--storage', 'model the log on disk: segments, checkpoints, recovery, retention and compaction'),
  new Option('--segment-records <n>', 'with --storage: records in a segment (default: 1)'),
  new Option('--keys <n>', 'with --storage: keys that the records have in turn (default: 0, no record has a key)'),
  new Option('--tombstones <records>', 'with --storage: the records that are tombstones, such as b,d (default: none)'),
  new Option('--old <records>', 'with --storage: the records with an old timestamp, such as b,d (default: none)'),
  new Option('--retention <ms>', 'with --storage: retention.ms (default: none)'),
  new Option('--time <ms>', 'with --storage: how many milliseconds may pass (default: 0)'),
  new Option('--cleanup <policy>', 'with --storage: delete, compact, or compact,delete (default: delete)'),
  new Option('--delete-records', 'with --storage: administrators delete records (DeleteRecords)'),
  new Option(
    '--change <settings>',
    'with --storage: what administrators may set and take back at run time, such as retention.ms=0; several together with commas, or one after the other with several --change',
  ).argParser(gatherChanges),
]

/** `records` is an option of the question already. */
export const constantOptions = (): readonly Option[] => [
  new Option(
    '--machine <name>',
    'another machine instead of Kafka: a file (./mine.ts), or a specimen with these constants:',
  ),
  ...flags()
    .filter(({ flag }) => flag !== 'records')
    .map(({ flag, what }) => new Option(`--${flag} <n>`, what)),
]

export const whichSchedule = (): Option =>
  new Option('--schedule <which>', 'of a story with several schedules: a number from 1, or a part of its title')

export const recordOptions = (): readonly Option[] => [
  new Option('--run <file>', 'a saved run (default: .tidemark/runs/latest.json)'),
  new Option('--against <file>', 'the record (default: reports/baseline.json)'),
  json(),
]

export const walkOptions = (): readonly Option[] => [
  new Option('--seed <word>', `the seed of all random choices ${usualWalk('seed')}`),
  new Option('--runs <n>', `number of walks ${usualWalk('runs')}`),
  new Option('--steps <n>', `maximum number of steps in a walk ${usualWalk('steps')}`),
  new Option('--from <n>', `the number of the first walk ${usualWalk('from')}`),
  new Option('--strategy <way>', `how walks choose their steps: ${REPEATABLE.join(', ')} (default: ${USUAL_STRATEGY})`),
  new Option('--minutes <n>', 'stop after this number of minutes'),
  new Option('--workers <n>', 'number of threads; the result does not depend on it (default: 1)'),
  new Option('--continue', 'continue the latest walks with the same seed and options'),
  save(),
  asPage(),
  json(),
  untimed(),
]

const queueOption = (): Option =>
  new Option('--queue <url>', 'a Redis or Valkey, redis:// or rediss://; its password is in TIDEMARK_QUEUE_PASSWORD')

export const campaignOptions = (): readonly Option[] => [
  new Option('--workers <n>', 'number of threads; the result does not depend on it (default: one for each core)'),
  queueOption(),
  new Option('--minutes <n>', 'stop after this number of minutes'),
  json(),
]

export const workOptions = (): readonly Option[] => [
  queueOption(),
  new Option('--workers <n>', 'number of threads, each with one job (default: 1)'),
  json(),
]

export const limitOptions = (): readonly Option[] => [
  new Option('--symmetry', 'count states that differ only in the names of interchangeable peers once'),
  searchThreads(),
  new Option('--max-states <n>', 'stop when this many states are known, after a whole state'),
  new Option('--max-minutes <n>', 'stop after this number of minutes'),
  searchMemory(),
  json(),
  untimed(),
]

export const checkOptions = (): readonly Option[] => [
  ...questionOptions(),
  new Option('--forget', 'with KRaft: drop what nobody looks at any more, so that there are far fewer states'),
  new Option(
    '--reach <goal>',
    'print the shortest schedule to a fact or an expression instead, and judge no property',
  ).argParser(once),
  new Option(
    '--coverage',
    'count how often each kind of action is taken and each guard refuses, and judge no property',
  ),
  new Option('--all', 'go on after a failure, and list all failures grouped by cause'),
  ...constantOptions(),
  ...limitOptions(),
  partialOrder(),
  fingerprints(),
  resume(),
  save(),
  asPage(),
]

/** The threads of a search. */
export const searchThreads = (): Option =>
  new Option('--workers <n>', 'number of threads; the result does not depend on it (default: 1)')

/** The memory of a search. */
export const searchMemory = (): Option =>
  new Option('--max-memory <GiB>', 'stop when the search uses this much memory (default: 4)')

const partialOrder = (): Option => new Option('--partial-order', 'take independent steps in one order only')

const fingerprints = (): Option =>
  new Option(
    '--fingerprints',
    'keep 64 bits of each state in memory, the rest on disk; prints the odds of a missed state',
  )

const resume = (): Option =>
  new Option('--resume', 'continue a saved search of the same question that was stopped or crashed')

export const save = (): Option =>
  new Option('--save', 'write a failure to scenarios/regressions/, where npm test replays it')

export const asPage = (): Option => new Option('--page', 'draw the result as an HTML file in .tidemark/pages/')

export const untimed = (): Option =>
  new Option('--untimed', 'print no times and no memory use, so that every run prints the same')

export const json = (): Option => new Option('--json', 'print one JSON object, as described in docs/json.md')
