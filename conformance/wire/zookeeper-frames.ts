/** Frames between a broker and ZooKeeper, as far as a driver has to tell them apart. */
import { cutter, type Frame, type Framing } from './frames'

/** What ZooKeeper sends without being asked, or to keep the session alive: notifications, and answers to pings. */
const NOT_ASKED = 0

/** The type of a request that writes a znode, and of one that opens the session, which has no header. */
const SET_DATA = 5

/** Requests begin with an id and a type; a path follows. Answers begin with the id. A connection begins without ids. */
export const zooKeeperFraming = (): Framing => {
  const paths = new Map<number, string>()
  const cut = { request: cutter(), response: cutter() }
  const begun = { request: false, response: false }
  const frame = (bytes: Buffer, way: Frame['way'], path?: string): Frame => {
    const id = bytes.readInt32BE(4)
    const isUrgent = begun[way] && way === 'response' && id < NOT_ASKED
    begun[way] = true
    const api = path === undefined ? 'ZooKeeper' : 'setData'
    const header = { apiKey: -1, apiVersion: 0, correlationId: id, end: 0 }
    return { bytes, way, api, header, isUrgent, body: () => (path === undefined ? undefined : { path }) }
  }
  return {
    request: (arrived) =>
      cut.request(arrived).map((bytes) => {
        const path = begun.request ? writtenPath(bytes) : undefined
        if (path !== undefined) paths.set(bytes.readInt32BE(4), path)
        return frame(bytes, 'request', path)
      }),
    response: (arrived) =>
      cut.response(arrived).map((bytes) => {
        const id = bytes.readInt32BE(4)
        const path = begun.response ? paths.get(id) : undefined
        if (path !== undefined) paths.delete(id)
        return frame(bytes, 'response', path)
      }),
  }
}

/** The znode that a request writes, if it writes one: size, id, type, path. */
const writtenPath = (bytes: Buffer): string | undefined => {
  if (bytes.length < 16 || bytes.readInt32BE(8) !== SET_DATA) return undefined
  return bytes.toString('utf8', 16, 16 + bytes.readInt32BE(12))
}
