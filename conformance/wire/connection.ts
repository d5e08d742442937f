/** One connection through the mesh: two sockets, and what is on its way between them. */
import type { Socket } from 'node:net'
import type { Frame, Framing } from './frames'

/** A frame on a link: `2>1` is from broker 2 to broker 1, and back. */
export interface Passing {
  readonly link: string
  readonly frame: Frame
  /** When it arrived, in nanoseconds: only for the order. */
  readonly place: bigint
  /** Passes it on, and what waits behind it. */
  free(): void
  /** Closes its connection. */
  lose(): void
  /** Resolves with the response to this request when that has been passed on; with undefined where the connection is lost. */
  readonly response: Promise<Frame | undefined>
}

export interface Connection {
  readonly link: string
  /** What is held, in the order in which it arrived. */
  held(): readonly Passing[]
  pause(): void
  resume(): void
  close(): void
}

/** What somebody notes of all that passes. */
export interface Tap {
  /** A request is about to be passed on. */
  request(link: string, frame: Frame): void
  /** A response has arrived, and is not passed on yet. */
  response(link: string, frame: Frame): void
  /** A connection is gone, with what was on it. */
  ended(link: string): void
}

/** The two ends of a connection: who has connected, and whom it wants to reach. */
export interface Sockets {
  readonly client: Socket
  readonly server: Socket
  ended(): void
}

/** Passes on whatever arrives. */
export const unframed = (link: string, sockets: Sockets): Connection => {
  const { client, server } = sockets
  client.on('data', (bytes) => server.write(bytes))
  server.on('data', (bytes) => client.write(bytes))
  return { link, held: () => [], ...controls(sockets, () => undefined) }
}

/** Passes on whole frames, in order. A frame for which `holds` is true waits until it is freed, and what follows waits behind it. */
export const framed = (
  link: string,
  sockets: Sockets,
  frames: Framing,
  holds: (frame: Frame) => boolean,
  tap: Pick<Tap, 'request' | 'response'>,
): Connection => {
  const { client, server } = sockets
  const responses = new Map<number, (response: Frame | undefined) => void>()
  const lanes = { request: lane(server), response: lane(client) }
  const lose = (): void => {
    for (const answer of responses.values()) answer(undefined)
    responses.clear()
    lanes.request.clear()
    lanes.response.clear()
  }
  const { pause, resume, close } = controls(sockets, lose)
  const arrive = (frame: Frame): void => {
    const { promise, resolve } = withResolver<Frame | undefined>()
    const { correlationId } = frame.header
    if (frame.way === 'request') responses.set(correlationId, resolve)
    if (frame.way === 'response') tap.response(link, frame)
    const sent = (): void => {
      if (frame.way === 'request') return tap.request(link, frame)
      responses.get(correlationId)?.(frame)
      responses.delete(correlationId)
    }
    if (frame.isUrgent === true) lanes[frame.way].pass(frame)
    else lanes[frame.way].arrive({ link, frame, lose: close, response: promise }, holds(frame), sent)
  }
  client.on('data', (bytes) => frames.request(bytes).forEach(arrive))
  server.on('data', (bytes) => frames.response(bytes).forEach(arrive))
  return { link, held: () => [...lanes.request.held(), ...lanes.response.held()], pause, resume, close }
}

const withResolver = <T>(): { readonly promise: Promise<T>; resolve(value: T): void } => {
  const parts: { resolve?: (value: T) => void } = {}
  const promise = new Promise<T>((resolve) => (parts.resolve = resolve))
  return { promise, resolve: (value) => parts.resolve?.(value) }
}

interface Waiting {
  readonly passing: Passing
  isHeld: boolean
  sent(): void
}

interface Lane {
  arrive(passing: Omit<Passing, 'place' | 'free'>, isHeld: boolean, sent: () => void): void
  /** Passes it on before everything that waits. */
  pass(frame: Frame): void
  held(): readonly Passing[]
  clear(): void
}

/** One direction of a connection. */
const lane = (to: Socket): Lane => {
  const waiting: Waiting[] = []
  const pump = (): void => {
    while (waiting[0]?.isHeld === false) {
      const [first] = waiting.splice(0, 1)
      first?.sent()
      if (to.writable && first !== undefined) to.write(first.passing.frame.bytes)
    }
  }
  return {
    arrive: (passing, isHeld, sent) => {
      const one: Waiting = {
        isHeld,
        sent,
        passing: {
          ...passing,
          place: process.hrtime.bigint(),
          free: () => {
            one.isHeld = false
            pump()
          },
        },
      }
      waiting.push(one)
      pump()
    },
    pass: ({ bytes }) => {
      if (to.writable) to.write(bytes)
    },
    held: () => waiting.slice(0, 1).flatMap(({ isHeld, passing }) => (isHeld ? [passing] : [])),
    clear: () => void waiting.splice(0),
  }
}

const controls = ({ client, server, ended }: Sockets, lost: () => void): Omit<Connection, 'link' | 'held'> => {
  const both = [client, server]
  const close = (): void => {
    for (const one of both) one.destroy()
    lost()
    ended()
  }
  for (const one of both) one.setNoDelay(true).on('error', close).on('close', close)
  return {
    pause: () => both.forEach((one) => one.pause()),
    resume: () => both.forEach((one) => one.resume()),
    close,
  }
}
