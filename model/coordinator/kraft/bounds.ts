/** How large a KRaft cluster is explored. */
export interface KraftBounds {
  /**
   * How many of the newest changes of the metadata log a broker may stop at. It may be further behind than that, but then it sees
   * what lies between as one change.
   */
  readonly metadataLag: number
  /** The feature eligible.leader.replicas.version is on (KIP-966). It is the cluster's, not the release's. */
  readonly elr: boolean
  /** The brokers have not said yet in which log directory they have put their replicas, as where a topic is new (KIP-858). */
  readonly unassigned?: boolean
  /** What no process and no property looks at any more is dropped after each step (coordinator/kraft/forgetting.ts). */
  readonly forgets?: boolean
}

export const defaultKraftBounds: KraftBounds = { metadataLag: 2, elr: false }
