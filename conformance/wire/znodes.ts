/** ZooKeeper as an operator sees it: what Kafka keeps there. */
import { createClient, type Client, type Failure } from 'node-zookeeper-client'
import type { Address } from './mesh'

export interface Znodes {
  /** The content, and its version; undefined where there is no such znode. */
  read(path: string): Promise<{ readonly content: string; readonly version: number } | undefined>
  create(path: string, content: unknown): Promise<void>
  remove(path: string): Promise<void>
  close(): void
}

/** Connects to ZooKeeper. */
export const znodes = async ({ host, port }: Address): Promise<Znodes> => {
  const client = createClient(`${host}:${port}`, { sessionTimeout: 30_000, retries: 3 })
  await new Promise<void>((connected) => {
    client.once('connected', connected)
    client.connect()
  })
  return {
    read: (path) => readFrom(client, path),
    create: (path, content) =>
      new Promise((done, failed) => {
        const text = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
        client.create(path, text, (error) => settle(error, done, failed))
      }),
    remove: (path) =>
      new Promise((done, failed) => {
        client.remove(path, -1, (error) => settle(error, done, failed))
      }),
    close: () => client.close(),
  }
}

const readFrom = (client: Client, path: string): ReturnType<Znodes['read']> =>
  new Promise((done, failed) => {
    client.getData(path, (error, content, stat) => {
      if (error === null || error === undefined) done({ content: content.toString('utf8'), version: stat.version })
      else if (error.name === 'NO_NODE') done(undefined)
      else failed(asError(error))
    })
  })

const settle = (error: Failure | null | undefined, done: () => void, failed: (error: Error) => void): void => {
  if (error === null || error === undefined) done()
  else failed(asError(error))
}

const asError = (error: Failure): Error => new Error(`ZooKeeper: ${error.toString()}`)
