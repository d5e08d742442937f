import survivals from '../lab/records/survivals.json'
import { harms } from '../lab/surviving/harms'
import {
  settingsText,
  survivalSettings,
  type SurvivalCell,
  type SurvivalRow,
  type SurvivalSettings,
} from '../lab/surviving/record'
import { thousands } from '../reports/words'
import { barsSvg, type Bar } from '../reports/exports/svg/bars'
import { faultsText } from '../reports/survive'
import { markdown } from '../reports/table'

/** The rows on record. `npm run survive-record` asks for them; tests ask some of them again. */
const recorded = survivals as unknown as readonly SurvivalRow[]

/** docs/survive.md and its picture: which faults the settings survive that people run. */
export const survivePages = (): readonly (readonly [string, string])[] => [
  ['docs/survive.md', pageOf(recorded)],
  ['docs/survive.svg', pictureOf(recorded.filter(isDrawn))],
]

const pageOf = (rows: readonly SurvivalRow[]): string => {
  const clusters = [...new Set(rows.map(clusterOf))]
  const tables = clusters.map((cluster) =>
    tableOf(
      cluster,
      rows.filter((row) => clusterOf(row) === cluster),
    ),
  )
  return `${[headOf(rows), ...tables, LEGEND].join('\n\n')}\n`
}

/** The heading of a table. */
const clusterOf = ({ kafka, elr }: SurvivalSettings): string =>
  kafka === 'baseline' ? 'The baseline' : `Kafka ${kafka}${elr ? ' with eligible leader replicas' : ''}`

const tableOf = (cluster: string, rows: readonly SurvivalRow[]): string =>
  [`## ${cluster}`, '', markdown([COLUMNS, ...rows.map(cellsOf)])].join('\n')

const COLUMNS = [
  ...['replicas', 'min.insync.replicas', 'acks', 'unclean election'],
  ...['(a) acknowledged lost', '(b) read lost', '(c) refused', '(d) no leader', 'within'],
]

const cellsOf = (row: SurvivalRow): readonly string[] => [
  ...[String(row.brokers), String(row.minIsr), row.acks, row.unclean ? 'yes' : 'no'],
  ...harms.map(({ id }) => cellText(row.cells.find((cell) => cell.id === id))),
  `${row.faults} of ${Object.entries(row.most)
    .map(([kind, times]) => `${letterOf(kind)}${times}`)
    .join(' ')}; ${row.epochs} epochs${row.states === undefined ? '' : `; ${thousands(row.states)} states a set`}`,
]

/** One letter for each kind of fault in the rows. */
export const LETTERS: Readonly<Record<string, string>> = {
  ...{ 'process-crash': 'P', 'machine-crash': 'M', 'cut-off-zookeeper': 'Z', 'cut-off-controller': 'C' },
  ...{ pause: 'G', 'cut-link': 'L', 'isr-shrink': 'I', 'controller-failover': 'F', 'session-expiry': 'S' },
}

const letterOf = (kind: string): string => {
  const letter = LETTERS[kind]
  if (letter === undefined) throw new Error(`${kind} has no letter`)
  return letter
}

/** What a kind of fault is, where its name does not say it. */
const KINDS: Readonly<Record<string, string>> = {
  'process-crash': 'the page cache survives',
  'machine-crash': 'unflushed records are lost',
  pause: 'garbage collection',
  'isr-shrink': 'a replica lags',
  'session-expiry': 'with KRaft: the controller fences a broker that runs',
}

const lettersText = Object.entries(LETTERS)
  .map(([kind, letter]) => `${letter} ${kind}${KINDS[kind] === undefined ? '' : ` (${KINDS[kind]})`}`)
  .join(', ')

const cellText = (cell: SurvivalCell | undefined): string => {
  if (cell === undefined) return 'not asked'
  if (cell.never !== undefined) return 'never'
  const sets = cell.sets.map(({ faults, steps }) => `${faultsText(faults)} (${steps})`)
  const unknown = cell.unknown.length === 0 ? [] : [`unknown: ${cell.unknown.map(faultsText).join(', ')}`]
  return [...sets, ...unknown].join('; ') || 'survived'
}

/** The version of the README, with producers that wait for the ISR. */
const isDrawn = ({ kafka, acks }: SurvivalRow): boolean => kafka === '2.1' && acks === 'all'

const pictureOf = (rows: readonly SurvivalRow[]): string =>
  barsSvg({
    title: 'How many faults it takes',
    about: `Kafka 2.1 with acks=all. ${rows.map((row) => `${nameOf(row)}: ${harms.map(({ id, what }) => `${what}: ${cellText(row.cells.find((cell) => cell.id === id))}`).join(', ')}.`).join(' ')}`,
    unit: 'The fewest faults after which it comes about, in Kafka 2.1 with acks=all.',
    groups: harms.map(({ id, what }) => ({ name: what, bars: rows.map((row) => barOf(row, id)) })),
  })

const nameOf = ({ brokers, minIsr, unclean }: SurvivalRow): string =>
  `${brokers} replica${brokers === 1 ? '' : 's'}, min.insync.replicas=${minIsr}${unclean ? ', unclean' : ''}`

const barOf = (row: SurvivalRow, id: string): Bar => {
  const cell = row.cells.find((one) => one.id === id)
  const sizes = (cell?.sets ?? []).map(({ faults }) => Object.values(faults).reduce((sum, times) => sum + times, 0))
  if (sizes.length === 0)
    return {
      name: nameOf(row),
      length: row.faults + 1,
      note: (cell?.unknown.length ?? 0) > 0 ? 'or fewer: some sets are unknown' : 'or more',
    }
  const fewest = Math.min(...sizes)
  const first = cell?.sets.find((_, at) => sizes[at] === fewest)
  return { name: nameOf(row), length: fewest, note: faultsText(first?.faults ?? {}) }
}

/** The replication factors of which rows are missing, with the clusters that lack them. */
const notAskedOf = (rows: readonly SurvivalRow[]): string => {
  const known = new Set(rows.map(settingsText))
  const missing = survivalSettings.filter((settings) => !known.has(settingsText(settings)))
  const lines = [...new Set(missing.map(({ brokers }) => brokers))].map((factor) => {
    const clusters = new Set(missing.filter(({ brokers }) => brokers === factor).map(clusterOf))
    return `* ${factor} replica${factor === 1 ? '' : 's'}: ${[...clusters].join(', ')}`
  })
  return lines.length === 0 ? '' : `\n\n${['Rows that were not asked yet:', '', ...lines].join('\n')}`
}

const headOf = (
  rows: readonly SurvivalRow[],
): string => `<!-- Made by \`npm run pages\` from lab/records/survivals.json, which \`npm run survive-record\` asks for. -->

# What your settings survive

The cheapest sets of faults after which (a) an acknowledged record is lost, (b) a record is lost that was exposed to consumers,
(c) producers are refused, (d) there is no leader, both until an operator acts. Each set is minimal: with one fault less, every
schedule within the bounds was searched, and none does the harm. In parentheses: the steps of the shortest schedule. *survived*:
every set within the bounds was searched to its end. *unknown*: the search of these sets was stopped at the number of states
that the row names; all other sets were searched to their end. *never*: whatever happens, because the setting excludes it.

\`npm run -s tidemark -- survive --kafka 2.1 --replicas 3 --min-isr 2 --acks all\` asks about one row, and prints the
schedules and what remedies each set. [0058](decisions/0058-what-settings-survive.md) has the details.

Kafka up to 2.8 and the baseline have ZooKeeper; from 3.2 the presets have KRaft.${notAskedOf(rows)}

![The fewest faults after which each harm comes about, in Kafka 2.1](survive.svg)`

const LEGEND = `## How to read it

* **within**: the most faults in a set, and how often each kind may happen. All rows: one record. The kinds: ${lettersText}.
* Four and five replicas have many more states, so they are asked about one fault of three kinds: two leader epochs with ZooKeeper, three with KRaft.
  Three replicas with unclean election are asked about three faults of three kinds: two replicas have to lag before one is elected
  that lacks a record.
* With KRaft a crash has many more states, because each broker replays metadata at its own time. Two replicas are asked about crashes, power
  that is lost, and one replica that lags; three about one power loss, and searches of two faults are stopped early (before 3.7: one fault).
  \`survive\` asks about more: also sessions that expire, pauses and links that are cut.
* **(a), (b)** are judged in any run: also after an unclean election, and after more machines have lost records than
  min.insync.replicas allows for. With acks=1 a record is acknowledged before a follower has it, so it is lost by design when the
  leader fails. With acks=0 none is acknowledged.
* **(c), (d)**: what heals by itself has healed: sessions, routes to the controller, pauses. A broker that is down stays down, and
  a cut link stays cut, because somebody has to act. (c) is about acks=all only.
* Up to 2.1 one crash is enough for (d): the broker is started again before the controller has noticed, and is told nothing
  (KAFKA-5845). The schedule is crash, start.
* With three replicas, min.insync.replicas=2 and acks=all two faults that replace the leader twice, such as two pauses, lose an
  acknowledged record in 2.1: a follower handles a LeaderAndIsr of the epoch before last, and truncates what it had fetched in the
  meantime. The schedules are in lab/records/survivals.json.
* With ZooKeeper a machine that loses unflushed records and is back before the controller has noticed is still in the ISR, and may lead
  (B27). So one machine-crash loses acknowledged records at any replication factor. With KRaft a broker that registers again without a
  clean shutdown has left the ISR, so with two replicas or more and acks=all one machine-crash alone loses none.
* With KRaft and without eligible leader replicas the last replica of the ISR stays in it, whatever happens to its machine. If it loses
  unflushed records, it comes back and leads without them (B19, which KIP-966 is about): that is *machine-crash* with one replica, and
  *process-crash + machine-crash*, *2 x machine-crash* and *machine-crash + isr-shrink* with two.
* Eligible leader replicas help where min.insync.replicas is above 1: with two replicas and min.insync.replicas=2 a replica that lags and
  a machine-crash lose nothing. A crash of a process is an unclean shutdown to the controller, too. So where all replicas
  have crashed, none is eligible, the last known leader is elected, and what its machine lost is lost.`
