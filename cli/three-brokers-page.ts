import {
  forgettingSearches,
  losingSearches,
  threeBrokerSearches,
  threeBrokerWalks,
  WALKS,
  type ThreeBrokers,
} from '../lab/records/three-brokers'
import { FREE } from '../model/bounds'
import { markdown } from '../reports/table'
import { counted, thousands } from '../reports/words'
import { rowCommand } from './row-command'

/** docs/findings/three-brokers.md: what was searched to its end among three brokers with KRaft, and what was walked only. */
export const threeBrokersPages = (): readonly (readonly [string, string])[] => [
  [
    'docs/findings/three-brokers.md',
    `${[HEAD, searches(forgettingSearches), LOSING, searches(losingSearches), WHOLE, searches(threeBrokerSearches), walked()].join('\n\n')}\n`,
  ],
]

const SELF = 'npm run -s tidemark --'

const HEAD = `<!-- Made by \`npm run pages\` from lab/records/three-brokers.ts. -->

# Three brokers

4.3 with the repairs of the [findings](README.md), among three brokers: three leader epochs, min.insync.replicas=2, a fetch in one step. Brokers are
up to two changes of the metadata log behind. AlterPartition and its answer are messages that may be late. One process crash, and beside it what the first column says. All that is judged holds,
also with fewer ISR shrinks or one record less. Nothing is said beyond these bounds.

* **repairs**: \`hypothetical-reset-remote\`, \`hypothetical-keep-proposal\`, \`hypothetical-fenced-count\`, \`hypothetical-known-process\`, and what else the command names. Beside a
  failover of the controller it is \`published-after-registration\` in place of \`hypothetical-known-process\`: S13 breaks for a process that has not registered, which serves nobody ([0067](../decisions/0067-failover-of-kraft.md)).
* **any** ISR shrinks: followers may lag and leave the ISR any number of times.
* **ELR**: with eligible leader replicas.
* **states, depth**: of the search, which ended. \`npm run nightly\` searches again, and compares.
* **command** repeats the row. With eligible leader replicas it then asks about other runs, too, and prints its answer after that; Ctrl-C leaves that out.

## Searched to the end

With \`--forget\`: states that differ only in what nobody looks at any more count once ([0077](../decisions/0077-what-nobody-looks-at.md)). A million states take about 40 seconds. Where a row has several faults, they share a
budget: one of them happens, whichever it is ([0076](../decisions/0076-faults-that-share-a-budget.md)).`

const LOSING = `## AlterPartition is lost any number of times

As before, and any number of AlterPartition requests or their answers are lost, so that leaders send them again (\`lost-alter-partition=free\`, [0075](../decisions/0075-a-fault-that-is-free.md)).`

const WHOLE = `## The same without \`--forget\`

These were searched before there was such a thing, and are searched again at night. A million states take about ten seconds.`

const searches = (rows: readonly ThreeBrokers[]): string =>
  markdown([
    ['beside a process crash', 'records', 'ISR shrinks', 'ELR', 'states', 'depth', 'command'],
    ...rows.map(cellsOf),
  ])

/** `check` stops at 4 GiB. More states than these may need more. */
const memoryFor = (states: number): string => {
  if (states <= 20_000_000) return ''
  return ` --max-memory ${states <= 60_000_000 ? 8 : 12}`
}

const cellsOf = (row: ThreeBrokers): readonly string[] => {
  const { bounds } = row.question
  const shrinks = bounds.faults['isr-shrink']
  return [
    row.beside.what,
    String(bounds.records),
    shrinks === FREE ? 'any' : String(shrinks),
    bounds.kraft?.elr ? 'yes' : 'no',
    thousands(row.expected.distinct ?? 0),
    String(row.expected.depth ?? ''),
    `\`${SELF} ${rowCommand(row)}${memoryFor(row.expected.distinct ?? 0)}\``,
  ]
}

const withElr = ({ question }: (typeof threeBrokerWalks)[number]): boolean => question.bounds.kraft?.elr === true

const walked = (): string => {
  const what = [...new Set(threeBrokerWalks.map(({ beside }) => beside.what))].map((one) => {
    const elr = threeBrokerWalks.filter(({ beside }) => beside.what === one).map(withElr)
    return elr.length === 2 ? one : `${one}, ${elr[0] ? 'with' : 'without'} eligible leader replicas`
  })
  return `## Walked

With two records, any number of ISR shrinks and any number of lost AlterPartition no search has ended yet beside what follows. These worlds are walked instead: ${counted(WALKS.runs, 'random walk')} of at most
${WALKS.steps} steps each, at night. Nothing breaks in them. A walk says less than a search: what it did not meet may still be there. Each of them but the last is searched above: with one record, and with two
where no AlterPartition is lost. A log directory that fails is searched where none is lost: with one record, and with two without ISR shrinks. With a machine crash, or a log directory that fails, the last replica of the
ISR may be elected with what it has left (B19); eligible leader replicas are the remedy, so these two are walked with them only. Beside a process crash there is

${what.map((one) => `* ${one}`).join('\n')}`
}
