/** A driver as a child process: requests go in, answers come out, in order. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Greeting, Reply, Request } from './protocol'

export interface Driver {
  readonly greeting: Greeting
  /** Requests may be sent before earlier ones are answered. Rejects where the process has ended. */
  ask(request: Request): Promise<Reply>
  /** Ends the process, and waits until it has ended. */
  close(): Promise<void>
}

/** The driver could not be started, or has ended before its time. The message has the last line that it printed as an error. */
export class DriverEnded extends Error {}

interface Waiting {
  resolve(line: string): void
  reject(error: Error): void
}

/** Starts a driver, and waits for its greeting. */
export const startDriver = async (command: string, args: readonly string[]): Promise<Driver> => {
  // In a process group of its own: Ctrl-C is for us, and we close the driver.
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  const lines = answersOf(child)
  const greeting = JSON.parse(await lines.next()) as Greeting
  return {
    greeting,
    ask: async (request) => {
      const answer = lines.next()
      child.stdin.write(`${JSON.stringify(request)}\n`)
      return JSON.parse(await answer) as Reply
    },
    close: async () => {
      child.stdin.end()
      await lines.ended
    },
  }
}

/** Its lines as they are asked for. Where it ends, whoever waits for a line is told why. */
const answersOf = (child: ChildProcess): { next(): Promise<string>; readonly ended: Promise<void> } => {
  const waiting: Waiting[] = []
  const early: string[] = []
  const state: { over?: Error; said: string } = { said: '' }
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (state.said = (state.said + text).slice(-MOST_SAID)))
  child.stdin?.on('error', () => undefined) // It has ended: whoever waits is told below.
  const isEnded = new Promise<void>((done) => {
    const end = (why: string): void => {
      state.over ??= new DriverEnded(why)
      for (const one of waiting.splice(0)) one.reject(state.over)
      done()
    }
    child.on('error', (error) => end(error.message))
    child.on('close', (code, signal) => end(`the driver has ended (${signal ?? code})${lastLine(state.said)}`))
  })
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const next = waiting.shift()
      if (next === undefined) early.push(line)
      else next.resolve(line)
    })
  return {
    ended: isEnded,
    next: () => {
      const line = early.shift()
      if (line !== undefined) return Promise.resolve(line)
      if (state.over !== undefined) return Promise.reject(state.over)
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
  }
}

const MOST_SAID = 4000

const lastLine = (said: string): string => {
  const line = said.trimEnd().split('\n').at(-1) ?? ''
  return line === '' ? '' : `: ${line}`
}
