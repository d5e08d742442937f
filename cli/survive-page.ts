import survivals from '../lab/records/survivals.json'
import { harms } from '../lab/surviving/harms'
import { isKraft } from '../model/versions/timeline'
import type { SurvivalCell, SurvivalRow } from '../lab/surviving/record'
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
  const versions = [...new Set(rows.map(({ kafka }) => kafka))]
  return `${[HEAD, ...versions.map((kafka) => tableOf(kafka, rows)), LEGEND].join('\n\n')}\n`
}

const tableOf = (kafka: string, rows: readonly SurvivalRow[]): string =>
  [
    kafka === 'baseline' ? '## The baseline' : `## Kafka ${kafka}`,
    '',
    markdown([COLUMNS, ...rows.filter((row) => row.kafka === kafka).map(cellsOf)]),
  ].join('\n')

const COLUMNS = [
  ...['replicas', 'min.insync.replicas', 'acks', 'unclean election'],
  ...['(a) acknowledged lost', '(b) read lost', '(c) refused', '(d) no leader', 'within'],
]

const cellsOf = (row: SurvivalRow): readonly string[] => [
  ...[String(row.brokers), String(row.minIsr), row.acks, row.unclean ? 'yes' : 'no'],
  ...harms.map(({ id }) => cellText(row.cells.find((cell) => cell.id === id))),
  `${row.faults} of ${Object.entries(row.most)
    .map(([kind, times]) => `${LETTERS[kind] ?? kind}${times}`)
    .join(' ')}; ${row.epochs} epochs`,
]

const LETTERS: Readonly<Record<string, string>> = {
  ...{ 'process-crash': 'P', 'machine-crash': 'M', 'cut-off-zookeeper': 'Z', 'cut-off-controller': 'C' },
  ...{ pause: 'G', 'cut-link': 'L', 'isr-shrink': 'I', 'controller-failover': 'F' },
}

const cellText = (cell: SurvivalCell | undefined): string => {
  if (cell === undefined) return 'not asked'
  if (cell.never !== undefined) return 'never'
  const sets = cell.sets.map(({ faults, steps }) => `${faultsText(faults)} (${steps})`)
  const unknown = cell.unknown.length === 0 ? [] : [`unknown for ${cell.unknown.length}`]
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

const isAboutKraft = recorded.some(({ kafka }) => isKraft(kafka))

const HEAD = `<!-- Made by \`npm run pages\` from lab/records/survivals.json, which \`npm run survive-record\` asks for. -->

# What your settings survive

The cheapest sets of faults after which (a) an acknowledged record is lost, (b) a record is lost that was exposed to consumers,
(c) producers are refused, (d) there is no leader, both until an operator acts. Each set is minimal: with one fault less, every
schedule within the bounds was searched, and none does the harm. In parentheses: the steps of the shortest schedule. *survived*:
every set within the bounds was searched to its end. *never*: whatever happens, because the setting excludes it.

\`npm run -s tidemark -- survive --kafka 2.1 --replicas 3 --min-isr 2 --acks all\` asks about one row, and prints the
schedules and what remedies each set. [0058](decisions/0058-what-settings-survive.md) has the details.${
  isAboutKraft ? '' : '\nThe rows are about Kafka with ZooKeeper. No row with KRaft has been asked yet.'
}

![The fewest faults after which each harm comes about, in Kafka 2.1](survive.svg)`

const LEGEND = `## How to read it

* **within**: the most faults in a set, and how often each kind may happen: P process-crash (the page cache survives), M
  machine-crash (unflushed records are lost), Z cut-off-zookeeper, C cut-off-controller, G pause (garbage collection), L cut-link,
  I isr-shrink (a replica lags), F controller-failover. All rows: one record. Four and five replicas have many more states, so
  they are asked about one fault of three kinds, and two leader epochs. Three replicas with unclean election are asked about three
  faults of three kinds: two replicas have to lag before one is elected that lacks a record.
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
* A machine that loses unflushed records and is back before the controller has noticed is still in the ISR, and may lead (B27).
  So one machine-crash loses acknowledged records at any replication factor.`
