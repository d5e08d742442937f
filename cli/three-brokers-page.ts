import { threeBrokerSearches, threeBrokerWalks, WALKS, type ThreeBrokers } from '../lab/records/three-brokers'
import { FREE } from '../model/bounds'
import { markdown } from '../reports/table'
import { counted, thousands } from '../reports/words'
import { rowCommand } from './row-command'

/** docs/findings/three-brokers.md: what was searched to its end among three brokers with KRaft, and what was walked only. */
export const threeBrokersPages = (): readonly (readonly [string, string])[] => [
  ['docs/findings/three-brokers.md', `${[HEAD, searches(), walked()].join('\n\n')}\n`],
]

const SELF = 'npm run -s tidemark --'

const HEAD = `<!-- Made by \`npm run pages\` from lab/records/three-brokers.ts. -->

# Three brokers

4.3 with the repairs of the [findings](README.md), among three brokers: three leader epochs, min.insync.replicas=2, a fetch in one step. Brokers are
up to two changes of the metadata log behind. AlterPartition and its answer are messages that may be late. One process crash, and beside it what the first column says. All properties hold,
also with fewer ISR shrinks or one record less. Nothing is said beyond these bounds.

* **repairs**: \`hypothetical-reset-remote\`, \`hypothetical-keep-proposal\`, \`hypothetical-fenced-count\`, \`hypothetical-known-process\`, and what else the command names. Beside a
  failover of the controller it is \`published-after-registration\` in place of the last: S13 breaks for a process that has not registered, which serves nobody ([0067](../decisions/0067-failover-of-kraft.md)).
* **any** ISR shrinks: a follower may lag and leave the ISR as often as the leader epochs allow.
* **ELR**: with eligible leader replicas. After a machine crash S1, S2, S4, S13, S14, S15 and S19 are judged, because the others are about copies that nobody may lose.
* **states, depth**: of the search, which ended. \`npm run nightly\` searches again, and compares.

## Searched to the end`

const searches = (): string =>
  markdown([
    ['beside a process crash', 'records', 'ISR shrinks', 'ELR', 'states', 'depth', 'command'],
    ...threeBrokerSearches.map(cellsOf),
  ])

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
    `\`${SELF} ${rowCommand(row)}\``,
  ]
}

const walked = (): string => {
  const what = [...new Set(threeBrokerWalks.map(({ beside }) => beside.what))]
  return `## Walked

No search ends yet with two records and any number of ISR shrinks. These worlds are walked instead, with eligible leader replicas and without: ${counted(WALKS.runs, 'random walk')} of at most
${WALKS.steps} steps each, at night. None breaks anything. A walk says less than a search: what it did not meet may still be there. With a machine crash only eligible leader replicas
keep what KIP-966 promises, so that world is walked with them only. Beside a process crash there is

${what.map((one) => `* ${one}`).join('\n')}`
}
