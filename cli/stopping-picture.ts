import type { StopRowJson } from '../reports/json-stops'
import { barsSvg, type Bar } from '../reports/exports/svg/bars'
import { downtimeText, secondsText } from '../reports/stops'

/** A row, and the release that it is about. */
type DrawnRow = StopRowJson & { readonly kafka: string }

/** How long a partition has no leader: a group of bars for each release and number of partitions. */
export const stopsPicture = (rows: readonly DrawnRow[]): string => {
  const groups = [...new Set(rows.map(groupOf))]
  return barsSvg({
    title: 'How long a partition has no leader',
    about: `For each way to stop a broker: the rounds in which nobody serves a partition, and what passes before. ${rows.map((row) => `Kafka ${row.kafka}, ${row.led} partitions, ${row.name}: ${downtimeText(row)}.`).join(' ')}`,
    unit: 'Rounds; in one round the controller reads and writes one znode (from 1.1 on: ten), and waits for ZooKeeper.',
    groups: groups.map((name) => ({ name, bars: rows.filter((row) => groupOf(row) === name).map(barOf) })),
  })
}

const groupOf = ({ kafka, led }: DrawnRow): string =>
  `Kafka ${kafka}: the broker leads ${led} partition${led === 1 ? '' : 's'}`

const barOf = ({ name, unserved, sessionMs }: DrawnRow): Bar => ({
  name,
  length: unserved.most,
  ...(sessionMs > 0 && { note: `after ${secondsText(sessionMs)} of its session` }),
})
