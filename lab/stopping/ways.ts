/** The ways in which a broker stops, and what Kafka waits for in each. */
import type { Action } from '../../model/actions'
import type { ControlledShutdown } from '../../model/bounds'
import { brokerSettings } from '../operating/broker-settings'
import type { Kafka } from '../operating/release'

/** The broker that stops. */
export const STOPPING = 0

export interface Way {
  /** In one word, for `tidemark stops --ways`. */
  readonly word: string
  readonly name: string
  readonly controlledShutdown: ControlledShutdown
  /** The step with which it begins. */
  readonly begins: Action
  /**
   * When the process ends. KafkaServer.shutdown (2.6.0) goes on as soon as the controller has answered, whether or not the
   * successors have handled their LeaderAndIsr requests. So both orders are possible.
   */
  readonly ends: 'at once' | 'after the answer' | 'after its successors lead'
  /** What has to pass before: attempts of the broker while it still serves, or its session, while nobody serves. */
  readonly waits: 'nothing' | 'attempts' | 'session'
}

const broker = STOPPING

export const ways: readonly Way[] = [
  {
    word: 'controlled',
    name: 'controlled shutdown',
    controlledShutdown: 'yes',
    begins: { type: 'ControlledShutdown', broker },
    ends: 'after its successors lead',
    waits: 'nothing',
  },
  {
    word: 'early',
    name: 'controlled shutdown, and the process ends early',
    controlledShutdown: 'yes',
    begins: { type: 'ControlledShutdown', broker },
    ends: 'after the answer',
    waits: 'nothing',
  },
  {
    word: 'disabled',
    name: 'controlled.shutdown.enable=false',
    controlledShutdown: 'no',
    begins: { type: 'StopUnasked', broker },
    ends: 'at once',
    waits: 'nothing',
  },
  {
    word: 'retries',
    name: 'controlled shutdown, retries used up',
    controlledShutdown: 'gives-up',
    begins: { type: 'StopUnasked', broker },
    ends: 'at once',
    waits: 'attempts',
  },
  {
    word: 'killed',
    name: 'process killed',
    controlledShutdown: 'yes',
    begins: { type: 'ProcessCrash', broker },
    ends: 'at once',
    waits: 'session',
  },
  {
    word: 'power',
    name: 'power lost',
    controlledShutdown: 'yes',
    begins: { type: 'MachineCrash', broker, kept: 0 },
    ends: 'at once',
    waits: 'session',
  },
]

/** Milliseconds, with the default settings of a release. */
export interface Waiting {
  /** The broker waits, and still serves: KafkaServer.controlledShutdown sleeps after each attempt that failed, the last one too. */
  readonly served: number
  /** Nobody leads its partitions, and the controller has not noticed: the session of a process that is gone lasts so long. */
  readonly unserved: number
}

/** The number that a setting of brokers is by default. */
export const settingOf = (kafka: Kafka, name: string): number => {
  const found = brokerSettings(kafka, STOPPING + 1).find((one) => one.name === name)
  if (found === undefined) throw new Error(`a broker has no setting ${name}`)
  return Number(found.value)
}

/** What passes before the controller knows, at most. A process that stops by itself closes its session, so nothing passes. */
export const waitingOf = ({ waits }: Way, kafka: Kafka): Waiting => {
  const attempts =
    settingOf(kafka, 'controlled.shutdown.max.retries') * settingOf(kafka, 'controlled.shutdown.retry.backoff.ms')
  return {
    served: waits === 'attempts' ? attempts : 0,
    unserved: waits === 'session' ? settingOf(kafka, 'zookeeper.session.timeout.ms') : 0,
  }
}
