/** Frames of one connection: whole requests, or whole responses, each with what belongs to it. */
import { requestBody, requestHeader, responseBody, type Message, type RequestHeader } from './messages'
import type { Schemas } from './schemas'

/** A request or a response on its way from one process to another. */
export interface Frame {
  /** With its size in front, as it is passed on. */
  readonly bytes: Buffer
  readonly way: 'request' | 'response'
  /** As in Fetch. */
  readonly api: string
  /** Of the request, or of the request that this responds to. */
  readonly header: RequestHeader
  /** It may overtake what waits: what ZooKeeper says of its own accord. */
  readonly isUrgent?: boolean
  /** Reads it by the schemas of Kafka. Undefined: they do not know it. */
  body(): Message | undefined
}

/** Cuts what arrives into frames. Remembers the requests of the connection, because a response does not name its api. */
export interface Framing {
  request(bytes: Buffer): readonly Frame[]
  response(bytes: Buffer): readonly Frame[]
}

export const framing = (schemas: Schemas): Framing => {
  const asked = new Map<number, RequestHeader>()
  const cut = { request: cutter(), response: cutter() }
  const api = ({ apiKey }: RequestHeader): string => schemas.nameOf(apiKey) ?? `api ${apiKey}`
  return {
    request: (arrived) =>
      cut.request(arrived).map((bytes) => {
        const content = bytes.subarray(4)
        const header = requestHeader(content)
        asked.set(header.correlationId, header)
        return { bytes, way: 'request', api: api(header), header, body: () => requestBody(schemas, content, header) }
      }),
    response: (arrived) =>
      cut.response(arrived).flatMap((bytes) => {
        const content = bytes.subarray(4)
        const header = asked.get(content.readInt32BE(0))
        if (header === undefined) throw new Error('a response without a request')
        asked.delete(header.correlationId)
        return [
          { bytes, way: 'response', api: api(header), header, body: () => responseBody(schemas, content, header) },
        ]
      }),
  }
}

/** Cuts a stream into frames: each has its size in front, in 4 bytes. */
export const cutter = (): ((arrived: Buffer) => readonly Buffer[]) => {
  let rest = Buffer.alloc(0)
  return (arrived) => {
    const frames: Buffer[] = []
    rest = Buffer.concat([rest, arrived])
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const size = 4 + rest.readInt32BE(0)
      frames.push(rest.subarray(0, size))
      rest = rest.subarray(size)
    }
    return frames
  }
}
