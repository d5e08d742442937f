import { kafkaConfigs } from './commands/kafka-configs'
import { kafkaConsoleConsumer } from './commands/kafka-console-consumer'
import { kafkaConsoleProducer } from './commands/kafka-console-producer'
import { kafkaDeleteRecords } from './commands/kafka-delete-records'
import { kafkaDumpLog } from './commands/kafka-dump-log'
import { kafkaGetOffsets } from './commands/kafka-get-offsets'
import { kafkaLeaderElection, kafkaPreferredReplicaElection } from './commands/kafka-leader-election'
import { kafkaLogDirs } from './commands/kafka-log-dirs'
import { kafkaReassignPartitions } from './commands/kafka-reassign-partitions'
import { kafkaTopics } from './commands/kafka-topics'
import type { Tool } from './tool'

/** Kafka's own commands. */
export const tools: readonly Tool[] = [
  kafkaTopics,
  kafkaConfigs,
  kafkaConsoleProducer,
  kafkaConsoleConsumer,
  kafkaLeaderElection,
  kafkaPreferredReplicaElection,
  kafkaReassignPartitions,
  kafkaGetOffsets,
  kafkaDeleteRecords,
  kafkaDumpLog,
  kafkaLogDirs,
]
