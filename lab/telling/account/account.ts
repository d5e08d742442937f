import type { Rerun } from '../../../contract/run'

/**
 * A schedule with everything that a picture of it needs, as plain JSON: the actor of each step, the messages, the state
 * after each step, and the refused actions. A program that draws it recomputes nothing.
 *
 * Steps are counted from 1, and 0 is the initial state. Lanes are counted from 0. Brokers are named from 1.
 */
export interface Account {
  readonly format: 1
  /** The result of the schedule, and its trace as text: one line per step. */
  readonly rerun: Rerun
  /** The participants, from left to right. */
  readonly lanes: readonly Lane[]
  /** One for each step. */
  readonly deeds: readonly AccountStep[]
  readonly messages: readonly Message[]
  /** The initial state, then one per step. Each has only the parts that differ from the moment before. */
  readonly moments: readonly Moment[]
  /** The refused actions, with the actions and guards listed once. */
  readonly guards: Guards
}

export interface Lane {
  /** clients, controller, broker; a machine that is not Kafka has participants. */
  readonly kind: 'clients' | 'controller' | 'broker' | 'participant'
  readonly name: string
}

/** What happens in one step, beyond its line of text. */
export interface AccountStep {
  /** Who acts. */
  readonly lane: number
  /**
   * `harm` is a fault, `heal` is the repair of a fault, `look` is a read by a client, and `work` is every other step.
   */
  readonly role: 'work' | 'harm' | 'heal' | 'look'
  /** The lanes that a fault affects or a repair restores: a crashed broker, both ends of a link. */
  readonly touches: readonly number[]
  /** The fields of the complete state that changed. */
  readonly changes: readonly FieldChange[]
}

/** As kit/difference writes it: 'cluster.brokers[2].replica.highWatermark', '0', '1'. */
export interface FieldChange {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** A message, drawn as an arrow. If one step includes both, it is sent and received in the same step. */
export interface Message {
  readonly from: number
  readonly to: number
  readonly kind:
    | 'produce'
    | 'acknowledge'
    | 'fetch'
    | 'fetch answer'
    | 'ask epoch end'
    | 'epoch end'
    | 'LeaderAndIsr'
    | 'StopReplica'
    | 'consume'
  /** Its content in short form: 'offset 1, epoch 0'. */
  readonly label: string
  readonly sent: number
  /** The step in which it is handled. Absent if it is lost, or still in flight at the end. */
  readonly received?: number
  /** The step in which it is lost, or dropped unhandled. */
  readonly lost?: number
}

export interface Moment {
  /** By lane, those brokers that changed: number of the lane as text. */
  readonly brokers?: Readonly<Record<string, BrokerSnapshot>>
  readonly partition?: PartitionSnapshot
  readonly clients?: ClientsSnapshot
}

/** One broker at one moment. */
export interface BrokerSnapshot {
  readonly isUp: boolean
  /** Further conditions, shown as badges: 'cut off', 'without ZooKeeper', 'paused', 'stopping', 'cannot reach 2'. */
  readonly marks: readonly string[]
  /** The role in which the broker believes. */
  readonly role: 'leader' | 'follower' | 'none'
  readonly leader?: string
  readonly leaderEpoch: number
  readonly fetcher: 'none' | 'truncating' | 'truncatingAgain' | 'fetching'
  readonly log: readonly LoggedRecord[]
  readonly logStart: number
  /** The value in memory, or the value on disk if the broker is down. */
  readonly highWatermark: number
  readonly checkpoint: number
  readonly recoveryPoint: number
  readonly epochs: readonly { readonly epoch: number; readonly startOffset: number }[]
  /** The state that only a leader has. */
  readonly leads?: {
    readonly isr: readonly string[]
    /** The remote LEOs; -1 means unknown. */
    readonly remoteLogEnds: Readonly<Record<string, number>>
    /** The offsets for which producers wait. */
    readonly waiting: readonly number[]
  }
}

/** A record in a log. */
export interface LoggedRecord {
  readonly value: string
  readonly epoch: number
}

/** What ZooKeeper and the controller hold. */
export interface PartitionSnapshot {
  readonly leader?: string
  readonly leaderEpoch: number
  readonly isr: readonly string[]
  /** Eligible leader replicas. Absent if this version has no ELR. */
  readonly elr?: readonly string[]
  readonly controllerEpoch: number
  /** The brokers that the controller considers alive. */
  readonly live: readonly string[]
}

/** What clients were told. */
export interface ClientsSnapshot {
  /** By offset. */
  readonly committed: readonly LoggedRecord[]
  readonly acknowledged: readonly string[]
}

export interface Guards {
  /** The text of every action that was refused at some moment. */
  readonly actions: readonly string[]
  /** Every guard: 'is not the leader'. */
  readonly reasons: readonly string[]
  /**
   * By moment, the changes since the moment before: a flat list of pairs of action and reason. Reason -1 means that the
   * action is enabled now.
   */
  readonly refused: readonly (readonly number[])[]
}
