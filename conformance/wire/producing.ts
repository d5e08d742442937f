/** A producer of one record: Produce version 2, which every release from 0.10 to 3.9 understands. */
import { crc32 } from 'node:zlib'
import type { Address } from './mesh'
import { ask, header, int16, int32, int64, text } from './requests'
import { TOPIC } from './stage'

/** NONE, or the error code; undefined: the connection ended without an answer. */
export type ProduceAnswer = { readonly errorCode: number; readonly offset: number } | undefined

const LONG_MS = 600_000

/** Sends one record. Resolves with the answer, whenever it comes. */
export const produce = async (
  to: Address,
  value: string,
  acks: number,
  timeoutMs = LONG_MS,
): Promise<ProduceAnswer> => {
  return produceAnswer(await ask(to, requestOf(value, acks, timeoutMs)))
}

/** What a response says, of version 2 to 7. */
export const produceAnswer = (answer: Buffer | undefined): ProduceAnswer => {
  if (answer === undefined) return undefined
  // topics, name, partitions, partition, error code, base offset
  const at = 4 + 2 + TOPIC.length + 8
  return { errorCode: answer.readInt16BE(at), offset: Number(answer.readBigInt64BE(at + 2)) }
}

const requestOf = (value: string, acks: number, timeoutMs: number): Buffer => {
  const set = messageOf(value)
  return Buffer.concat([
    header(0, 2),
    ...[int16(acks), int32(timeoutMs)],
    ...[int32(1), text(TOPIC), int32(1), int32(0)], // one topic, one partition: 0
    ...[int32(set.length), set],
  ])
}

/** A message of magic 1 without a key. */
const messageOf = (value: string): Buffer => {
  const bytes = Buffer.from(value)
  const content = Buffer.concat([Buffer.from([1, 0]), int64(0n), int32(-1), int32(bytes.length), bytes])
  const message = Buffer.concat([int32(crc32(content) | 0), content])
  return Buffer.concat([int64(0n), int32(message.length), message])
}
