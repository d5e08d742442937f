/** What a cluster was left with, in words: are the acknowledged records still there? */
import { agreedIn } from './cells'
import type { Observation, ObservedRecord } from './observation'

export interface Outcome {
  /** lost: the leader lacks an acknowledged record, or a live member of the ISR does, which may lead next. */
  readonly verdict: 'kept' | 'lost' | 'diverged'
  /** One sentence. */
  readonly text: string
}

/**
 * The outcome for one partition, as far as logs, znode and acknowledgements were seen. A record may be lost in every release,
 * where Kafka promises nothing. So a loss says also whether the logs differ for good, which is what releases mend.
 */
export const outcomeOf = (seen: Observation, partition: number): Outcome => {
  const acknowledged = seen.producers?.[partition]?.acknowledged ?? []
  const { leader, isr } = agreedIn(seen, partition) ?? { leader: -1, isr: [] }
  const logs = isr.map((id) => ({ id, log: logOf(seen, id, partition) }))
  const lost = lossIn(logs, acknowledged, leader)
  const parted =
    divergence(logs, committedIn(seen, leader, partition)) ??
    prefixBroken(seen.brokers.map(({ id }) => ({ id, log: logOf(seen, id, partition) })))
  if (lost !== undefined) return { verdict: 'lost', text: parted === undefined ? lost : `${lost}; and ${parted}` }
  if (parted !== undefined) return { verdict: 'diverged', text: parted }
  if (acknowledged.length === 0) return { verdict: 'kept', text: 'no record was acknowledged' }
  const records = `record${acknowledged.length === 1 ? '' : 's'} ${acknowledged.join(' ')}`
  return { verdict: 'kept', text: `acknowledged ${records}: on every member of the ISR` }
}

/** The first acknowledged record that a member of the ISR lacks, and which member. */
const lossIn = (logs: readonly Held[], acknowledged: readonly string[], leader: number): string | undefined => {
  for (const record of acknowledged) {
    const lacking = logs.find(({ log }) => !log.some((one) => one.record === record))
    if (lacking === undefined) continue
    const role = lacking.id === leader ? 'which leads' : 'which is in the ISR and may lead'
    return `record ${record} was acknowledged, and broker ${lacking.id}, ${role}, does not have it`
  }
  return undefined
}

interface Held {
  readonly id: number
  readonly log: readonly ObservedRecord[]
}

const logOf = ({ brokers }: Observation, id: number, partition: number): readonly ObservedRecord[] =>
  brokers.find((broker) => broker.id === id)?.replicas[partition]?.log ?? []

/** The leader's high watermark; 0 where nobody leads, or where it was not seen. */
const committedIn = ({ brokers }: Observation, leader: number, partition: number): number =>
  brokers.find(({ id }) => id === leader)?.replicas[partition]?.highWatermark ?? 0

/**
 * Two members of the ISR that hold different records of the same epoch, or below the leader's high watermark: nothing will ever
 * mend that. Above it, the follower may still have to truncate.
 */
const divergence = (logs: readonly Held[], committed: number): string | undefined => {
  for (const one of logs)
    for (const other of logs) {
      const offset = one.log.findIndex((record, at) => {
        const beside = other.log[at]
        if (beside === undefined || record.record === beside.record) return false
        return at < committed || (record.epoch !== undefined && record.epoch === beside.epoch)
      })
      if (offset >= 0)
        return `brokers ${one.id} and ${other.id} are in the ISR and hold different records at offset ${offset}`
    }
  return undefined
}

/** Two logs, of any brokers, with the same record at an offset and different ones before it: no epoch shows that. */
const prefixBroken = (logs: readonly Held[]): string | undefined => {
  for (const one of logs)
    for (const other of logs) {
      const first = one.log.findIndex(
        ({ record }, at) => other.log[at] !== undefined && other.log[at].record !== record,
      )
      const later = one.log.findIndex(({ record }, at) => first >= 0 && at > first && other.log[at]?.record === record)
      if (later >= 0)
        return `brokers ${one.id} and ${other.id} hold the same record at offset ${later}, and different ones at offset ${first}`
    }
  return undefined
}
