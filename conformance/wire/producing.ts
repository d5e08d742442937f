/** A producer of one record: Produce version 2, which every release from 0.10 to 3.9 understands. */
import { connect } from 'node:net'
import { crc32 } from 'node:zlib'
import type { Address } from './mesh'

/** NONE, or the error code; undefined: the connection ended without an answer. */
export type ProduceAnswer = { readonly errorCode: number; readonly offset: number } | undefined

const TOPIC = 't'
const TIMEOUT_MS = 600_000

/** Sends one record. Resolves with the answer, whenever it comes; at once with acks=0. */
export const produce = ({ host, port }: Address, value: string, acks: number): Promise<ProduceAnswer> =>
  new Promise((done) => {
    const socket = connect(port, host, () => socket.write(framed(requestOf(value, acks))))
    const got: Buffer[] = []
    socket.on('data', (bytes) => {
      got.push(bytes)
      const all = Buffer.concat(got)
      if (all.length < 4 || all.length < 4 + all.readInt32BE(0)) return
      // size, correlation id, topics, name, partitions, partition, error code, base offset
      const at = 12 + 2 + TOPIC.length + 8
      done({ errorCode: all.readInt16BE(at), offset: Number(all.readBigInt64BE(at + 2)) })
      socket.destroy()
    })
    socket.on('error', () => done(undefined)).on('close', () => done(undefined))
  })

const requestOf = (value: string, acks: number): Buffer => {
  const set = messageOf(value)
  return Buffer.concat([
    ...[int16(0), int16(2), int32(1), text('tidemark')], // Produce, version, correlation id, client
    ...[int16(acks), int32(TIMEOUT_MS)],
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

const framed = (bytes: Buffer): Buffer => Buffer.concat([int32(bytes.length), bytes])

const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

const int64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}

const text = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)])
