/** How fast the controller decides, and when brokers hear of it: what a round stands for. */
import { isBefore } from '../../model/versions/releases'
import type { Kafka } from '../operating/release'
import { settingOf, type Way } from './ways'

/**
 * A round is the time in which the controller reads and writes the znode of one partition, and waits for ZooKeeper to answer.
 *
 * Up to 1.0 it does so for one partition after another (PartitionStateMachine.electLeaderForPartition). From 1.1 on
 * (KAFKA-5642) it sends requests to ZooKeeper without waiting for the answer to each, at most zookeeper.max.in.flight.requests
 * at a time (PartitionStateMachine.doElectLeaderForPartitions, ZooKeeperClient.handleRequests).
 *
 * Deliberately simplified: partitions in which the broker only follows take no time.
 */
export interface Pace {
  /** Partitions that are decided in one round. */
  readonly inARound: number
  /**
   * Brokers hear of each decision in the next round. Otherwise they hear of all of them at once, when the last is decided
   * (ControllerBrokerRequestBatch.sendRequestsToBrokers).
   */
  readonly isSentOneByOne: boolean
}

/**
 * Up to 1.0 a controlled shutdown is a change of state, with requests of its own, for each partition
 * (KafkaController.ControlledShutdown.doControlledShutdown, 1.0.2). A failure is one for all of them, in every release
 * (PartitionStateMachine.triggerOnlinePartitionStateChange).
 */
export const paceOf = (kafka: Kafka, { begins }: Way): Pace => {
  const isEarly = isBefore(kafka.release, '1.1.0')
  return {
    inARound: isEarly ? 1 : settingOf(kafka, 'zookeeper.max.in.flight.requests'),
    isSentOneByOne: isEarly && begins.type === 'ControlledShutdown',
  }
}

/** How many rounds the controller takes to decide about so many partitions. */
export const roundsFor = ({ inARound }: Pace, partitions: number): number => Math.ceil(partitions / inARound)

/** Brokers have heard of the decision about the partition at this place, so many rounds after the controller began. */
export const isHeard = (pace: Pace, place: number, partitions: number, rounds: number): boolean =>
  rounds >= roundsFor(pace, pace.isSentOneByOne ? place + 1 : partitions)
