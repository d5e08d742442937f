import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LOOPBACK } from './loopback'

/** The parts of a request that are used. */
export interface Asked {
  readonly method: string
  /** The path as sent, including the query. */
  readonly path: string
  readonly host: string
}

export interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** `port` is the port on which the server listens. */
export type Respond = (asked: Asked, port: number) => Response

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** A server on the loopback address. Rejects if the port is in use. */
export const listenOnLoopback = async (port: number, respond: Respond): Promise<Listening> => {
  const server = createServer((request, answer) => {
    // Request bodies are never read. A request with a body is answered, and its connection is closed.
    const { method = '', url = '', headers } = request
    const {
      status,
      headers: own,
      body,
    } = safely(() => respond({ method, path: url, host: headers.host ?? '' }, portOf(server)))
    answer.writeHead(status, { ...own, 'content-length': String(Buffer.byteLength(body)), connection: 'close' })
    answer.end(method === 'HEAD' ? undefined : body)
  })
  server.maxHeadersCount = 100
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, resolve)
  })
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** One failed response does not stop the server. The client does not see the cause. */
const safely = (respond: () => Response): Response => {
  try {
    return respond()
  } catch (error) {
    process.stderr.write(`tidemark: a bug in serve: ${error instanceof Error ? error.stack : String(error)}\n`)
    return { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'this request failed\n' }
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo | null)?.port ?? 0
