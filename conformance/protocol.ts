/**
 * How this project speaks with a driver: a process that holds a real Kafka and takes the steps of a schedule on it.
 *
 * One JSON value a line, in UTF-8: requests on the standard input of the driver, answers on its standard output. It greets first;
 * then each request has one answer, in order. Standard error is for people. A driver ends when its standard input does, and removes
 * what it made. docs/real-protocol.md shows a session.
 */
import type { Action } from '../model/actions'
import type { Observation } from './observation'

/** The first line of a driver. */
export interface Greeting {
  readonly driver: string
  /** The release, as in 2.1.1. */
  readonly kafka: string
  /** The types of the actions that it can take. It refuses any other. */
  readonly steps: readonly Action['type'][]
  /** Why it refuses one, where there is more to say than that it has no such step. */
  readonly refusals?: Readonly<Partial<Record<Action['type'], string>>>
}

/** reset: a new world, as it is before the first step; the old one is gone. step: one step in the present world. */
export type Request = { readonly do: 'reset'; readonly world: RealWorld } | ({ readonly do: 'step' } & RealStep)

/**
 * observation: done; what there is to be seen now. refused: the driver cannot take such a step, and says which and why; nothing
 * has changed. error: Kafka or the driver failed in it; the world is of no use any more, until the next reset.
 */
export type Reply =
  | { readonly observation: Observation }
  | { readonly refused: string; readonly why: string }
  | { readonly error: string }

/**
 * A topic whose partitions are all on brokers 1 .. brokers, in sync and empty, with every broker informed at leader epoch 0. Each
 * follower has fetched once. replica.lag.time.max.ms has passed for everybody, unless they fetch again.
 */
export interface RealWorld {
  readonly brokers: number
  /** The first leader of each partition. */
  readonly leaders: readonly number[]
  readonly acks: '0' | '1' | 'all'
  readonly minIsr: number
  readonly uncleanElection: boolean
  /** KRaft with eligible.leader.replicas.version=1. */
  readonly elr?: true
  /** KRaft: that replica.lag.time.max.ms passes is a step. Otherwise it has passed for everybody, unless they fetch again. */
  readonly lagClock?: true
  /** KRaft: the replicas at first, in order, and those that an administrator asks for, one after the other. None: a cancel. */
  readonly reassign?: { readonly replicas: readonly number[]; readonly moves: readonly (readonly number[])[] }
  /** KRaft: how many log directories each broker has. Its replicas are in the first that is online. Absent: one. */
  readonly directories?: number
  /**
   * The broker to which the schedule moves the leader first, if any. Where Kafka's own controller decides, that broker has to be
   * the preferred leader, and replicas can be reassigned only while all of them are in sync.
   */
  readonly movedTo?: number
  /** ZooKeeper's answer to a leader that writes its ISR is a step of its own. */
  readonly zkAnswers?: true
  /**
   * The followers that the schedule drops from the ISR. With ZooKeeper: while the others, which know no more, stay in it. With KRaft
   * only whole brokers are told.
   */
  readonly dropped?: readonly number[]
}

/**
 * One step of a schedule. What the model decides and a driver may have to be told stands beside the action: a driver in which
 * Kafka's own controller decides needs none of it.
 */
export interface RealStep {
  readonly action: RealAction
  /** Produce: the value of the record. One letter. */
  readonly record?: string
  /** HandleLeaderAndIsr, LoseAnswer: the request that the broker handles. */
  readonly request?: RealLeaderAndIsr
  /** The znodes that the controller has written in this step, as they are after it. None with KRaft. */
  readonly written?: readonly RealZnode[]
}

/** An action of the model by its type and fields; brokers by their ids, from 1. */
export type RealAction = { readonly type: Action['type'] } & Readonly<Record<string, number | string>>

export interface RealLeaderAndIsr {
  readonly partition: number
  /** The first controller has epoch 1. */
  readonly controllerEpoch: number
  readonly leader: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
  /** It carries the version that the znode still has; otherwise an older one. */
  readonly zkVersionIsCurrent: boolean
}

export interface RealZnode {
  readonly partition: number
  readonly leader: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
  /** The controller that wrote it: the first has epoch 1. */
  readonly controllerEpoch: number
}
