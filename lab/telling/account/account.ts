import type { Rerun } from '../../../contract/run'

/**
 * A schedule with everything that a picture of it needs, as plain JSON: who did what, which messages passed, what everybody holds
 * after each step, and what could not happen. Whoever draws recomputes nothing.
 *
 * Steps are counted from 1, and 0 is the beginning. Lanes are counted from 0. Brokers are named as people name them, from 1.
 */
export interface Account {
  readonly format: 1
  /** What came of the schedule, and how it reads as text: one line a step. */
  readonly rerun: Rerun
  /** Who takes part, from left to right. */
  readonly lanes: readonly Lane[]
  /** One for each step. */
  readonly deeds: readonly AccountStep[]
  readonly messages: readonly Message[]
  /** The beginning, then one for each step: each has only the parts that differ from those of the moment before. */
  readonly moments: readonly Moment[]
  /** What could not happen, by the actions and guards named here once. */
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
  /** harm: a fault. heal: what repairs one. look: somebody reads. work: all else. */
  readonly role: 'work' | 'harm' | 'heal' | 'look'
  /** The lanes that a fault hits, or that are mended: a crashed broker, both ends of a link. */
  readonly touches: readonly number[]
  /** What changed in the whole state, field by field. */
  readonly changes: readonly FieldChange[]
}

/** As kit/difference tells it: 'cluster.brokers[2].replicas[0].highWatermark', '0', '1'. */
export interface FieldChange {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** An arrow. Sent and received in one step where a step stands for both. */
export interface Message {
  readonly from: number
  readonly to: number
  readonly kind:
    'produce' | 'acknowledge' | 'fetch' | 'fetch answer' | 'ask epoch end' | 'epoch end' | 'LeaderAndIsr' | 'consume'
  /** What is in it, in a few words: 'offset 1, epoch 0'. */
  readonly label: string
  readonly sent: number
  /** The step in which it is handled; absent: it is still on its way at the end, or lost. */
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
  /** 'cut off', 'paused', 'stopping', 'cannot reach 2': what else is to be said of it, for a badge. */
  readonly marks: readonly string[]
  /** As it believes itself. */
  readonly role: 'leader' | 'follower' | 'none'
  readonly leader?: string
  readonly leaderEpoch: number
  readonly fetcher: 'none' | 'truncating' | 'converging' | 'fetching'
  readonly log: readonly LoggedRecord[]
  readonly logStart: number
  /** In memory; where the broker is down, the one on disk. */
  readonly highWatermark: number
  readonly checkpoint: number
  readonly recoveryPoint: number
  readonly epochs: readonly { readonly epoch: number; readonly startOffset: number }[]
  /** What only a leader knows. */
  readonly leads?: {
    readonly isr: readonly string[]
    /** The log ends of the other replicas as it knows them; -1: unknown. */
    readonly logEnds: Readonly<Record<string, number>>
    /** Offsets whose producers wait. */
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
  /** Eligible leader replicas; absent where this Kafka has none. */
  readonly elr?: readonly string[]
  readonly controllerEpoch: number
  /** The brokers that the controller takes for alive. */
  readonly live: readonly string[]
}

/** What clients were told. */
export interface ClientsSnapshot {
  /** By offset. */
  readonly committed: readonly LoggedRecord[]
  readonly acknowledged: readonly string[]
}

export interface Guards {
  /** Every action that was refused at some moment: its text. */
  readonly actions: readonly string[]
  /** Every guard: 'is not the leader'. */
  readonly reasons: readonly string[]
  /** By moment, what changed since the one before: pairs of action and reason, flat; reason -1: it is possible now. */
  readonly refused: readonly (readonly number[])[]
}
