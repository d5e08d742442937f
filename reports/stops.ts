import type { StopRowJson, StopsJson } from './json-stops'
import type { Paint } from './paint'
import { columns, markdown } from './table'

/** What each way to stop a broker costs: a table with its legend. */
export const stopsText = (stops: StopsJson, paint: Paint): string => {
  const { kafka, brokers, acks, rows } = stops
  const head = STOP_COLUMNS.map((word) => paint.bold(word))
  return [
    `Ways to stop a broker: Kafka ${kafka}, ${brokers} brokers with a replica each, min.insync.replicas=${brokers - 1}, acks=${acks}`,
    '',
    columns([head, ...rows.map(stopCells)]),
    '',
    ...STOP_LEGEND.map((line) => paint.dim(`  ${line}`)),
  ].join('\n')
}

export const stopsMarkdown = (rows: readonly StopRowJson[]): string => markdown([STOP_COLUMNS, ...rows.map(stopCells)])

const STOP_COLUMNS: readonly string[] = [
  'led',
  'way',
  'it waits, and serves',
  'without a leader',
  'refused',
  'unanswered',
  'on its disk',
  'flushed',
  'lost',
]

const STOP_LEGEND: readonly string[] = [
  'led                   partitions that the broker leads',
  'it waits, and serves  attempts to hand over that fail; its partitions have their leader meanwhile',
  'without a leader      how long nobody takes what producers send. Seconds: until its session with ZooKeeper ends.',
  '                      A round: the controller reads and writes one znode (from 1.1 on: ten), and waits for ZooKeeper',
  'refused               produce requests that no broker took',
  'unanswered            produce requests that the broker took, and did not answer with success',
  'on its disk, flushed  of the records acknowledged before the stop, what the stopped broker has, and has flushed',
  'lost                  acknowledged records that the leader does not have in the end',
]

const stopCells = (row: StopRowJson): readonly string[] => [
  String(row.led),
  row.name,
  row.waitsMs === 0 ? '-' : secondsText(row.waitsMs),
  downtimeText(row),
  String(row.refused),
  String(row.unanswered),
  `${row.onItsDisk} of ${row.before}`,
  `${row.flushed} of ${row.before}`,
  String(row.lost),
]

export const secondsText = (ms: number): string => `${ms / 1_000} s`

/** '18 s + 2 rounds' */
export const downtimeText = ({ sessionMs, unserved: { least, most } }: StopRowJson): string => {
  const rounds = least === most ? roundsText(most) : `${least} to ${roundsText(most)}`
  return sessionMs === 0 ? rounds : `${secondsText(sessionMs)} + ${rounds}`
}

const roundsText = (rounds: number): string => `${rounds} round${rounds === 1 ? '' : 's'}`
