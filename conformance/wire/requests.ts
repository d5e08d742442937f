/** Requests of a client, written by hand: one request on a connection of its own, and its answer. */
import { connect } from 'node:net'
import type { Address } from './mesh'

/** Sends one request with its header. Resolves with the answer without size and correlation id; undefined: there was none. */
export const ask = ({ host, port }: Address, request: Buffer): Promise<Buffer | undefined> =>
  new Promise((done) => {
    const socket = connect(port, host, () => socket.write(Buffer.concat([int32(request.length), request])))
    const got: Buffer[] = []
    socket.on('data', (bytes) => {
      got.push(bytes)
      const all = Buffer.concat(got)
      if (all.length < 4 || all.length < 4 + all.readInt32BE(0)) return
      done(all.subarray(8))
      socket.destroy()
    })
    socket.on('error', () => done(undefined)).on('close', () => done(undefined))
  })

/** The header of a request: api key, version, correlation id, the name of the client. */
export const header = (api: number, version: number): Buffer =>
  Buffer.concat([int16(api), int16(version), int32(1), text('tidemark')])

export const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

export const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

export const int64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}

export const text = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)])
