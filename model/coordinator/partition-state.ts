import type { BrokerId, Brokers, LeaderEpoch } from '../values'

/** What was agreed about one partition. Its version is not kept: see `zkVersionIsCurrent`. */
export interface PartitionState {
  /** NONE while the partition is offline. */
  readonly leader: BrokerId
  readonly leaderEpoch: LeaderEpoch
  readonly isr: Brokers
}
