/** A consumer without a position: Fetch version 2 from offset 0, which every release from 0.10 to 3.9 understands. */
import type { Observation } from '../observation'
import { recordsIn } from './batches'
import { ask, header, int32, int64, text } from './requests'
import { TOPIC, type Stage } from './stage'

/** Fetches what a consumer may see. Error: the broker refused it. */
export const takeConsumerFetch = async ({ cluster }: Stage, broker: number): Promise<Pick<Observation, 'read'>> => {
  const answer = await ask(cluster.places.client(broker), REQUEST)
  if (answer === undefined) throw new Error(`the connection of the consumer to broker ${broker} has ended`)
  // throttle time, topics, name, partitions, partition, error code, high watermark, size of the records
  const at = 4 + 4 + 2 + TOPIC.length + 8
  const errorCode = answer.readInt16BE(at)
  if (errorCode !== 0) throw new Error(`broker ${broker} answers a consumer with error code ${errorCode}`)
  return { read: recordsIn(answer.subarray(at + 14)).map(({ value }) => value) }
}

const REQUEST = Buffer.concat([
  header(1, 2),
  ...[int32(-1), int32(0), int32(0)], // no replica, no wait, no least size
  ...[int32(1), text(TOPIC), int32(1), int32(0)], // one topic, one partition: 0
  ...[int64(0n), int32(1 << 20)], // from the beginning, all
])
