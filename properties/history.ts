import type { Cluster } from '../model/state'
import { emptyLog, type Log } from '../model/replica/log'
import type { FirstKept } from './first-kept'
import type { PartitionId } from '../model/values'

/**
 * What properties are about: the cluster, and what happened to it so far.
 *
 * Rules take and give a `Cluster`; they cannot read history, because it is not among their arguments. History is kept as
 * small as the properties allow: every bit of it splits states that Kafka could not tell apart.
 */
export interface World {
  readonly cluster: Cluster
  readonly history: History
}

export interface History {
  readonly partitions: readonly PartitionHistory[]
  /** Crashes of a machine that lost records, and machines that were replaced by empty ones. */
  readonly losses: number
}

/** What happened to one partition. */
export interface PartitionHistory {
  /** The committed records: offset o is fixed the first time that some leader moves its high watermark beyond o. */
  readonly truth: Log
  /** The records, by value and as bits, whose producer was told that they are safe. */
  readonly acknowledged: number
  /** A leader was elected that was not in the ISR. */
  readonly hadUncleanElection: boolean
  /** By broker: since when its cleaner keeps each tombstone. Empty where no tombstone can become too old. */
  readonly firstKept: readonly (readonly FirstKept[])[]
}

export const historyOf = ({ partitions }: History, partition: PartitionId): PartitionHistory =>
  partitions[partition] as PartitionHistory

/** Before the first step. */
export const noHistory = (partitions: number, firstKept: PartitionHistory['firstKept']): History => ({
  partitions: Array.from({ length: partitions }, () => ({
    truth: emptyLog,
    acknowledged: 0,
    hadUncleanElection: false,
    firstKept,
  })),
  losses: 0,
})
