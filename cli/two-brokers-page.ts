import { twoBrokerSearches, type TwoBrokers } from '../lab/records/two-brokers'
import { markdown } from '../reports/table'
import { thousands } from '../reports/words'
import { rowCommand } from './row-command'

/** docs/findings/two-brokers.md: every pair of faults between two brokers with KRaft, message by message. */
export const twoBrokersPages = (): readonly (readonly [string, string])[] => [
  ['docs/findings/two-brokers.md', `${[HEAD, searches(), FOOT].join('\n\n')}\n`],
]

const HEAD = `<!-- Made by \`npm run pages\` from lab/records/two-brokers.ts. -->

# Two brokers

4.3 with the repairs of the [findings](README.md), between two brokers, message by message: two records, four leader epochs, and each of two faults once. Brokers are up to two changes of the metadata log behind.
Every search ended. Nothing is said beyond these bounds.

* **repairs**: \`hypothetical-reset-remote\`, \`hypothetical-keep-proposal\`, \`hypothetical-fenced-count\`, \`hypothetical-known-process\`.
* **ELR**: with eligible leader replicas.
* **answer**: all properties hold, or the one that breaks first, and after how many steps.
* **states**: of the search. \`npm run nightly\` searches again, and compares.
* **command** repeats the row. Where it holds it then asks about other runs, too, and prints its answer after that; Ctrl-C leaves that out.`

const FOOT = `With the crash of a machine only min.insync.replicas=2 is asked: with 1 nothing is promised if a machine loses records. Without eligible leader replicas such a crash and another fault break S14: the last replica of the ISR is elected with what it
has left (B19). That is what KIP-966 is for.`

const SELF = 'npm run -s tidemark --'

const searches = (): string =>
  markdown([
    ['faults', 'min.insync.replicas', 'ELR', 'answer', 'states', 'depth', 'command'],
    ...twoBrokerSearches.map(cellsOf),
  ])

const cellsOf = (row: TwoBrokers): readonly string[] => {
  const { bounds, settings } = row.question
  const { property, steps, distinct = 0, depth } = row.expected
  return [
    row.pair.join(', '),
    String(settings.minIsr),
    bounds.kraft?.elr === true ? 'yes' : 'no',
    property === undefined ? 'holds' : `${property} in ${steps} steps`,
    thousands(distinct),
    depth === undefined ? '' : String(depth),
    `\`${SELF} ${rowCommand(row)}\``,
  ]
}
