/** An observation as one line of a table, with the signs of every trace. The model's and Kafka's look alike. */
import type {
  Exchange,
  Observation,
  ObservedBroker,
  ObservedRecord,
  ObservedReplica,
  ObservedZnode,
} from './observation'

/** The names of the columns: a broker each, then what ZooKeeper has, or the controller of KRaft. */
export const columnsOf = ({ brokers, controller }: Observation): readonly string[] => [
  ...brokers.map(({ id }) => `broker ${id}`),
  controller === undefined ? 'ZK: leader' : 'controller: leader',
  'epoch',
  'ISR',
]

/** What was agreed about a partition, by ZooKeeper or by the controller of KRaft; undefined: it was not seen. */
export const agreedIn = ({ zookeeper, controller }: Observation, partition: number): ObservedZnode | undefined =>
  zookeeper?.[partition] ?? controller?.partitions[partition]

/** The cells about one partition, one for each column. What was not seen is left out of them. */
export const cellsOf = (seen: Observation, partition: number): readonly string[] => {
  const { brokers } = seen
  const znode = agreedIn(seen, partition)
  return [
    ...brokers.map((broker) => brokerCell(broker, partition, znode?.isr)),
    znode === undefined ? '' : nameOf(znode.leader),
    znode === undefined ? '' : String(znode.leaderEpoch),
    znode === undefined ? '' : setOf(znode.isr),
  ]
}

const brokerCell = ({ running, replicas }: ObservedBroker, partition: number, isr?: readonly number[]): string => {
  const replica = replicas[partition] ?? {}
  const asked = (replica.exchanges ?? []).map((exchange) => ` ${exchangeWord(exchange)}`).join('')
  if (running === false) return `down ${logWord(replica, replica.checkpointedHighWatermark)}${asked}`
  const own =
    replica.isr === undefined || isr === undefined || setOf(replica.isr) === setOf(isr) ? '' : setOf(replica.isr)
  return `${roleWord(replica)} ${logWord(replica, replica.highWatermark)}${own === '' ? '' : ` ${own}`}${asked}`
}

const roleWord = ({ role, leaderEpoch, fetcher }: ObservedReplica): string => {
  if (role === undefined || role === 'none') return '-'
  if (role === 'leader') return `L${leaderEpoch}`
  const doing = fetcher === null ? '×' : fetcher?.state === 'truncating' ? '~' : ''
  return `F${leaderEpoch}${doing}`
}

const logWord = ({ log = [] }: ObservedReplica, highWatermark: number | undefined): string => {
  const records = log.map(recordWord)
  if (highWatermark === undefined) return records.join('')
  return [...records.slice(0, highWatermark), '|', ...records.slice(highWatermark)].join('')
}

const recordWord = ({ record, epoch }: ObservedRecord): string =>
  record + [...String(epoch)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit).join('')

const exchangeWord = ({ leader, api, stage, records = [] }: Exchange): string => {
  if (stage === 'asked') return `→${leader}${api === 'Fetch' ? '' : '?'}`
  return `${stage === 'read' ? '⇄' : '←'}${leader}${api === 'Fetch' ? '' : '?'}${records.map(recordWord).join('')}`
}

const nameOf = (broker: number): string => (broker < 0 ? 'none' : String(broker))

const setOf = (brokers: readonly number[]): string => `{${brokers.join(' ')}}`
