/** Frames between a broker and ZooKeeper, as far as a driver has to tell them apart. */
import { cutter, type Frame, type Framing } from './frames'
import type { Message } from './messages'

/** What ZooKeeper sends without being asked, or to keep the session alive: notifications, and answers to pings. */
const NOT_ASKED = 0

/** The type of a request that writes a znode, and of one that opens the session, which has no header. */
const SET_DATA = 5

/** Requests begin with an id and a type; a path follows. Answers begin with the id. A connection begins without ids. */
export const zooKeeperFraming = (): Framing => {
  const asked = new Map<number, ZooKeeperWrite>()
  const cut = { request: cutter(), response: cutter() }
  const begun = { request: false, response: false }
  const frame = (bytes: Buffer, way: Frame['way'], write?: Message): Frame => {
    const id = bytes.readInt32BE(4)
    const isUrgent = begun[way] && way === 'response' && id < NOT_ASKED
    begun[way] = true
    const api = write === undefined ? 'ZooKeeper' : 'setData'
    const header = { apiKey: -1, apiVersion: 0, correlationId: id, end: 0 }
    return { bytes, way, api, header, isUrgent, body: () => write }
  }
  return {
    request: (arrived) =>
      cut.request(arrived).map((bytes) => {
        const write = begun.request ? writeIn(bytes) : undefined
        if (write !== undefined) asked.set(bytes.readInt32BE(4), write)
        return frame(bytes, 'request', write && { path: write.path, data: write.data })
      }),
    response: (arrived) =>
      cut.response(arrived).map((bytes) => {
        const id = bytes.readInt32BE(4)
        const write = begun.response ? asked.get(id) : undefined
        if (write === undefined) return frame(bytes, 'response')
        asked.delete(id)
        return frame(bytes, 'response', {
          path: write.path,
          data: write.data,
          error: errorIn(bytes, write.isOneOfMany),
        })
      }),
  }
}

/** A request that writes a znode. */
interface ZooKeeperWrite {
  readonly path: string
  readonly data: string
  /** In a request with several operations, of which all are done or none. */
  readonly isOneOfMany: boolean
}

/** Where the error code of an answer stands: behind its size, the id and the zxid. Results of several operations follow. */
const ERROR = 16
const RESULTS = 20
/** The type of a result that is an error. */
const FAILED = -1

const errorIn = (bytes: Buffer, isOneOfMany: boolean): number => {
  const error = bytes.length < ERROR + 4 ? 0 : bytes.readInt32BE(ERROR)
  if (error !== 0 || !isOneOfMany || bytes.length < RESULTS + 4) return error
  return bytes.readInt32BE(RESULTS) === FAILED ? FAILED : 0
}

/** What a request writes, if it writes a znode: size, id, type, path, data. Since 2.1 a controller also checks its epoch (KAFKA-6082). */
const writeIn = (bytes: Buffer): ZooKeeperWrite | undefined => {
  if (bytes.length < 16) return undefined
  const type = bytes.readInt32BE(8)
  if (type === SET_DATA) return { ...writtenAt(bytes, 12), isOneOfMany: false }
  return type === MULTI ? writeAmong(bytes) : undefined
}

const MULTI = 14
const CHECK = 13
/** Before each operation: its type, whether it is the last, an error. */
const OPERATION = 9

/** The first write of several operations, behind checks of versions. */
const writeAmong = (bytes: Buffer): ZooKeeperWrite | undefined => {
  for (let at = 12; at + OPERATION + 4 <= bytes.length;) {
    const type = bytes.readInt32BE(at)
    if (type === SET_DATA) return { ...writtenAt(bytes, at + OPERATION), isOneOfMany: true }
    if (type !== CHECK) return undefined
    at += OPERATION + 4 + bytes.readInt32BE(at + OPERATION) + 4 // the path, and its version
  }
  return undefined
}

const writtenAt = (bytes: Buffer, at: number): Pick<ZooKeeperWrite, 'path' | 'data'> => {
  const end = at + 4 + bytes.readInt32BE(at)
  const hasData = bytes.length >= end + 4 && bytes.readInt32BE(end) >= 0
  const data = hasData ? bytes.toString('utf8', end + 4, end + 4 + bytes.readInt32BE(end)) : ''
  return { path: bytes.toString('utf8', at + 4, end), data }
}
