import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request, as far as anybody looks at it. */
export interface Asked {
  readonly method: string
  /** As it was sent, with what follows a question mark. */
  readonly path: string
  readonly host: string
}

export interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** `port`: the one on which it listens. */
export type Respond = (asked: Asked, port: number) => Response

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** Nobody but this machine reaches it. */
export const LOOPBACK = '127.0.0.1'

/** A server of this machine for itself. Rejects where the port is taken. */
export const listenOnLoopback = async (port: number, respond: Respond): Promise<Listening> => {
  const server = createServer((request, answer) => {
    // Nothing is read from a body: a request that has one is answered, and its connection ends.
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

/** One answer that fails is not the end of the others; what failed is told to nobody who asks. */
const safely = (respond: () => Response): Response => {
  try {
    return respond()
  } catch (error) {
    process.stderr.write(`tidemark: a bug in serve: ${error instanceof Error ? error.stack : String(error)}\n`)
    return { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'this answer failed\n' }
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo | null)?.port ?? 0
