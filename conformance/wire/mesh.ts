/**
 * A proxy for each ordered pair of processes. Every request of one broker to another, and every response, passes here one by
 * one: it is passed on, held until it is freed, or lost with its connection.
 */
import { connect, createServer, type Server } from 'node:net'
import { framed, unframed, type Connection, type Passing, type Tap } from './connection'
import { framing, type Frame } from './frames'
import type { Schemas } from './schemas'
import { zooKeeperFraming } from './zookeeper-frames'

/** Where somebody listens: an address of the loopback network, and a port. */
export interface Address {
  readonly host: string
  readonly port: number
}

export interface Mesh {
  /** Listens at one address for connections to the other. bytes: what arrives is passed on as it is. */
  link(name: string, from: Address, to: Address, kind?: 'frames' | 'zookeeper' | 'bytes'): Promise<void>
  /** Passes nothing on, in neither direction, also of new connections, until it is resumed. */
  pause(links: readonly string[]): void
  resume(links: readonly string[]): void
  /** Closes their connections, and each new one, until they are mended. */
  cut(links: readonly string[]): void
  mend(links: readonly string[]): void
  /** The frames that are held, oldest first. */
  held(): readonly Passing[]
  close(): void
}

/** Every frame for which `holds` is true waits until it is freed. What arrives behind it waits as well, as with TCP. */
export const openMesh = (schemas: Schemas, holds: (link: string, frame: Frame) => boolean, tap: Tap = NOBODY): Mesh => {
  const servers: Server[] = []
  const connections = new Set<Connection>()
  const paused = new Set<string>()
  const gone = new Set<string>()
  const of = (links: readonly string[]): readonly Connection[] =>
    [...connections].filter(({ link }) => links.includes(link))
  return {
    link: (link, from, to, kind = 'frames') => {
      const server = createServer((client) => {
        if (gone.has(link)) return void client.destroy()
        const ended = (): void => {
          if (connections.delete(connection)) tap.ended(link)
        }
        const sockets = { client, server: connect(to.port, to.host), ended }
        const frames = kind === 'frames' ? framing(schemas) : zooKeeperFraming()
        const connection: Connection =
          kind === 'bytes' ? unframed(link, sockets) : framed(link, sockets, frames, (frame) => holds(link, frame), tap)
        connections.add(connection)
        if (paused.has(link)) connection.pause()
      })
      servers.push(server)
      return new Promise((done, failed) => server.on('error', failed).listen(from.port, from.host, done))
    },
    pause: (links) => {
      for (const link of links) paused.add(link)
      for (const one of of(links)) one.pause()
    },
    resume: (links) => {
      for (const link of links) paused.delete(link)
      for (const one of of(links)) one.resume()
    },
    cut: (links) => {
      for (const link of links) gone.add(link)
      for (const one of of(links)) one.close()
    },
    mend: (links) => links.forEach((link) => gone.delete(link)),
    held: () => [...connections].flatMap((one) => one.held()).sort((one, other) => (one.place < other.place ? -1 : 1)),
    close: () => {
      for (const one of servers) one.close()
      for (const one of [...connections]) one.close()
    },
  }
}

const NOBODY: Tap = { request: () => undefined, response: () => undefined, ended: () => undefined }
