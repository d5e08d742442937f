/**
 * Where the processes of a cluster listen: addresses of the loopback network, and ports that nobody uses. Broker i reaches
 * broker j through the mesh: for its JVM the name bj stands for an address of that link (jdk.net.hosts.file).
 */
import { createServer } from 'node:net'
import { hostname } from 'node:os'
import type { Address } from './mesh'

export interface Places {
  /** Where a broker listens for the others. */
  broker(id: number): Address
  /** Where it listens for clients. */
  client(id: number): Address
  readonly zooKeeper: Address
  /** Where the mesh listens for what one broker sends to another, or to ZooKeeper. */
  link(from: number, to: number | 'zookeeper'): Address
  /** The file of host names of a broker. */
  hosts(from: number, ids: readonly number[]): string
}

export const freePlaces = async (): Promise<Places> => {
  const [inner, outer, zk] = [await freePort(), await freePort(), await freePort()]
  const link = (from: number, to: number | 'zookeeper'): Address =>
    to === 'zookeeper'
      ? { host: `127.0.${100 + from}.99`, port: zk }
      : { host: `127.0.${100 + from}.${to}`, port: inner }
  return {
    broker: (id) => ({ host: `127.0.0.${10 + id}`, port: inner }),
    client: (id) => ({ host: `127.0.0.${10 + id}`, port: outer }),
    zooKeeper: { host: '127.0.0.1', port: zk },
    link,
    hosts: (from, ids) =>
      ['127.0.0.1 localhost', `127.0.0.1 ${hostname()}`, ...ids.map((id) => `${link(from, id).host} b${id}`), ''].join(
        '\n',
      ),
  }
}

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer()
    server.on('error', failed).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? done(address.port) : failed(new Error())))
    })
  })
