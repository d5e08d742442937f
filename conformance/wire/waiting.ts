/** Waiting for real processes. */
import { connect } from 'node:net'
import type { Address } from './mesh'

export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** What was waited for did not happen. */
export class InVain extends Error {}

/** Asks again and again until there is an answer. Error: InVain, after so many milliseconds. */
export const until = async <T>(
  what: string,
  ask: () => T | Promise<T>,
  ms = PATIENCE,
): Promise<Exclude<T, false | undefined>> => {
  const latest = performance.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer as Exclude<T, false | undefined>
    if (performance.now() > latest) throw new InVain(`waited ${ms / 1000} s in vain for ${what}`)
    await sleep(10)
  }
}

/** A busy machine may need minutes for the start of five brokers; this is no verdict, so it may wait. */
const PATIENCE = 240_000

/**
 * Resolves when ZooKeeper says that it serves. It listens before it does; since 3.5 it never answers a client that has
 * connected in between.
 */
export const serving = async (zooKeeper: Address, isRunning: () => boolean): Promise<void> => {
  await until('ZooKeeper to serve', async () => {
    if (!isRunning()) throw new InVain('ZooKeeper has ended before it served')
    return (await answerTo('srvr', zooKeeper)).includes('Mode: ')
  })
}

/** Resolves when somebody listens there. `stillRuns` throws where nobody will. */
export const listening = async (place: Address, stillRuns: () => void): Promise<void> => {
  await until(`a process to listen on port ${place.port}`, () => {
    stillRuns()
    return isListening(place)
  })
}

const isListening = ({ host, port }: Address): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, host, () => {
      socket.destroy()
      done(true)
    })
    socket.on('error', () => done(false))
  })

/** What is answered to a command of four letters, until the connection ends; nothing, where it stays silent for a second. */
const answerTo = (command: string, { host, port }: Address): Promise<string> =>
  new Promise((done) => {
    const said: Buffer[] = []
    const socket = connect(port, host, () => socket.write(command))
    socket.setTimeout(SILENCE, () => socket.destroy())
    socket.on('data', (bytes) => said.push(bytes)).on('error', () => socket.destroy())
    socket.on('close', () => done(Buffer.concat(said).toString()))
  })

const SILENCE = 1000
