/** Waiting for real processes. Nothing else here looks at a clock. */
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

/** Resolves when somebody listens there. */
export const listening = async (address: Address, isRunning: () => boolean): Promise<void> => {
  await until(`${address.host}:${address.port} to listen`, async () => {
    if (!isRunning()) throw new InVain('the process has ended before it listened')
    return reaches(address)
  })
}

const reaches = ({ host, port }: Address): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, host)
    socket.on('connect', () => done(true)).on('error', () => done(false))
    socket.on('connect', () => socket.destroy())
  })
