/** What clients of a cluster with KRaft ask. Releases from 4.0 on have dropped the oldest versions (KIP-896). */
import { bytesOfBatch } from '../../../model/storage/format/writing'
import { NO_HORIZON } from '../../../model/storage/segment'
import type { RealWorld } from '../../protocol'
import { recordsIn } from '../batches'
import type { Address } from '../mesh'
import { produceAnswer, type ProduceAnswer } from '../producing'
import { FOREVER_MS } from '../properties'
import { ask, header, int16, int32, int64, text } from '../requests'
import { TOPIC } from '../stage'

/** Produce, version 3: one record in a batch of magic 2. Resolves with the answer, whenever it comes. */
export const produce = async (to: Address, value: string, acks: number): Promise<ProduceAnswer> => {
  const batch = bytesOfBatch({
    ...{ offset: 0, epoch: -1, key: null, value, timestamp: 0, size: 0, deleteHorizon: NO_HORIZON, count: 1 },
  })
  const request = Buffer.concat([
    header(0, 3),
    ...[int16(-1), int16(acks), int32(FOREVER_MS)], // no transaction
    ...[int32(1), text(TOPIC), int32(1), int32(0)], // one topic, one partition: 0
    ...[int32(batch.length), batch],
  ])
  return produceAnswer(await ask(to, request))
}

/** Fetch, version 4, from offset 0: what a consumer may see. Error: the broker refused it. */
export const consume = async (from: Address): Promise<readonly string[]> => {
  const request = Buffer.concat([
    header(1, 4),
    ...[int32(-1), int32(0), int32(0), int32(1 << 20), Buffer.from([0])], // no replica, no wait, no least size
    ...[int32(1), text(TOPIC), int32(1), int32(0)], // one topic, one partition: 0
    ...[int64(0n), int32(1 << 20)], // from the beginning, all
  ])
  const answer = await ask(from, request)
  if (answer === undefined) throw new Error('the connection of the consumer has ended')
  // throttle time, topics, name, partitions, partition, error code, high watermark, last stable offset, aborted transactions, size
  const at = 4 + 4 + 2 + TOPIC.length + 8
  const errorCode = answer.readInt16BE(at)
  if (errorCode !== 0) throw new Error(`a consumer is answered with error code ${errorCode}`)
  const aborted = Math.max(0, answer.readInt32BE(at + 18))
  return recordsIn(answer.subarray(at + 22 + aborted * 16 + 4)).map((record) => record.value)
}

/** CreateTopics, version 2, asked of the controller: one partition on these brokers, the preferred leader first. */
export const createTopic = async (
  controller: Address,
  replicas: readonly number[],
  { minIsr, uncleanElection }: Pick<RealWorld, 'minIsr' | 'uncleanElection'>,
): Promise<void> => {
  const configs = [
    ...['min.insync.replicas', String(minIsr)],
    ...['unclean.leader.election.enable', String(uncleanElection)],
  ]
  const request = Buffer.concat([
    header(19, 2),
    ...[int32(1), text(TOPIC), int32(-1), int16(-1)], // one topic, as it is assigned here
    ...[int32(1), int32(0), int32(replicas.length), ...replicas.map(int32)],
    ...[int32(configs.length / 2), ...configs.map(text)],
    ...[int32(60_000), Buffer.from([0])],
  ])
  const answer = await ask(controller, request)
  // throttle time, topics, name, error code
  refuseError('CreateTopics', answer?.readInt16BE(4 + 4 + 2 + TOPIC.length))
}

/** ElectLeaders, version 1, asked of the controller: the preferred leader, if it may lead. */
export const electPreferred = async (controller: Address): Promise<void> => {
  const request = Buffer.concat([
    header(43, 1),
    Buffer.from([0]), // the preferred replica
    ...[int32(1), text(TOPIC), int32(1), int32(0), int32(60_000)],
  ])
  const answer = await ask(controller, request)
  // throttle time, error code, topics, name, partitions, partition, error code
  refuseError('ElectLeaders', answer?.readInt16BE(4))
  refuseError('ElectLeaders', answer?.readInt16BE(4 + 2 + 4 + 2 + TOPIC.length + 4 + 4))
}

const refuseError = (api: string, errorCode: number | undefined): void => {
  if (errorCode !== 0)
    throw new Error(`the controller answers ${api} with error code ${errorCode ?? 'none: it is gone'}`)
}
