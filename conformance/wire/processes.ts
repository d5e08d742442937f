/** The processes of one cluster. They are gone when this process is, however it ends. */
import { spawn, type ChildProcess } from 'node:child_process'
import { openSync, closeSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Started {
  readonly isRunning: boolean
  signal(signal: NodeJS.Signals): void
  /** Kills it, and waits until it is gone. */
  kill(): Promise<void>
  /** Resolves when it is gone. */
  readonly ended: Promise<void>
  /** The end of what it has printed. */
  said(): string
}

export interface Processes {
  /** Starts java with these arguments; what it prints goes into `<name>.out` in the folder. */
  java(name: string, args: readonly string[]): Started
  killAll(): Promise<void>
}

export const processesIn = (folder: string): Processes => {
  const all = new Set<Started>()
  const atExit = (): void => {
    for (const one of all) one.signal('SIGKILL')
  }
  process.on('exit', atExit)
  return {
    java: (name, args) => {
      const output = join(folder, `${name}.out`)
      const file = openSync(output, 'a')
      const started = startedOf(spawn('java', args, { stdio: ['ignore', file, file] }), output)
      closeSync(file)
      all.add(started)
      void started.ended.then(() => all.delete(started))
      return started
    },
    killAll: async () => {
      await Promise.all([...all].map((one) => one.kill()))
      process.off('exit', atExit)
    },
  }
}

const startedOf = (child: ChildProcess, output: string): Started => {
  const state = { isRunning: true }
  const ended = new Promise<void>((done) => {
    const end = (): void => {
      state.isRunning = false
      done()
    }
    child.on('exit', end).on('error', end)
  })
  return {
    get isRunning() {
      return state.isRunning
    },
    signal: (signal) => void child.kill(signal),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    ended,
    said: () => readFileSync(output, 'utf8').slice(-MOST_SAID).trim(),
  }
}

const MOST_SAID = 600
