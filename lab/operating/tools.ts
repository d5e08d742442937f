import { kafkaConsoleConsumer } from './commands/kafka-console-consumer'
import { kafkaConsoleProducer } from './commands/kafka-console-producer'
import { kafkaTopics } from './commands/kafka-topics'
import type { Tool } from './tool'

/** Kafka's own commands. */
export const tools: readonly Tool[] = [kafkaTopics, kafkaConsoleProducer, kafkaConsoleConsumer]
