import { firstOf, none, type Bits } from '../../kit/bits'
import { NONE, int, list, maybePeer, peers, perPeer, record, type Schema } from '../../kit/schema'

/** The constants of the TLA+ modules; leader epochs are 0 .. maxEpoch. */
export interface Bounds {
  readonly replicas: number
  /** The maximum length of the log of each replica. */
  readonly logSize: number
  /** The maximum number of records written. */
  readonly records: number
  readonly maxEpoch: number
}

/**
 * The state of kafka-specification, without parts that follow from the rest. There is exactly one request per leader
 * epoch so far. So requests are a list indexed by epoch, the next leader epoch is its length, and the epoch of the
 * quorum is the one before. The length of a log is its end offset; empty slots are not stored.
 */
export interface State {
  readonly nextRecord: number
  readonly quorum: Quorum
  /** The LeaderAndIsr requests ever sent, by epoch. None is ever consumed. */
  readonly requests: readonly Quorum[]
  readonly replicas: readonly Replica[]
}

/** A leader and its ISR, in ZooKeeper or in a request. */
export interface Quorum {
  readonly leader: number
  readonly isr: Bits
}

/** The state of one replica. Its high watermark, epoch, leader and ISR can all be stale. */
export interface Replica {
  readonly hw: number
  readonly epoch: number
  readonly leader: number
  readonly isr: Bits
  readonly log: readonly Entry[]
}

/** A record, and the epoch of the leader that wrote it. */
export interface Entry {
  readonly id: number
  readonly epoch: number
}

/** The epoch of a replica that has handled no request yet. */
const NO_EPOCH = -1

export const schemaOf = ({ replicas, logSize, records, maxEpoch }: Bounds): Schema<State> => {
  const quorum = record<Quorum>({ leader: maybePeer(replicas), isr: peers(replicas) })
  const entry = record<Entry>({ id: int(0, records - 1), epoch: int(0, maxEpoch) })
  const replica = record<Replica>({
    hw: int(0, logSize),
    epoch: int(NO_EPOCH, maxEpoch),
    leader: maybePeer(replicas),
    isr: peers(replicas),
    log: list(entry, logSize),
  })
  return record<State>({
    nextRecord: int(0, records),
    quorum,
    requests: list(quorum, maxEpoch + 1),
    replicas: perPeer(replicas, replica),
  })
}

export const initialState = ({ replicas }: Bounds): State => ({
  nextRecord: 0,
  quorum: { leader: NONE, isr: firstOf(replicas) },
  requests: [],
  replicas: Array.from({ length: replicas }, () => ({ hw: 0, epoch: NO_EPOCH, leader: NONE, isr: none, log: [] })),
})
