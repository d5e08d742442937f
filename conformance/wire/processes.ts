/** The processes of one cluster. */
import { spawn, type ChildProcess } from 'node:child_process'
import { openSync, closeSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Guard } from './guard'

/** It stands still, goes on, or is to stop. */
export type Signal = 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'

export interface Started {
  readonly isRunning: boolean
  /** Kills it, and waits until it is gone. */
  kill(): Promise<void>
  signal(signal: Signal): void
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

export const processesIn = (folder: string, guard: Guard): Processes => {
  const all = new Set<Started>()
  return {
    java: (name, args) => {
      const output = join(folder, `${name}.out`)
      const file = openSync(output, 'a')
      const child = spawn('java', args, { stdio: ['ignore', file, file] })
      if (child.pid !== undefined) guard.watch(child.pid)
      const started = startedOf(child, output)
      closeSync(file)
      all.add(started)
      void started.ended.then(() => all.delete(started))
      return started
    },
    killAll: async () => {
      await Promise.all([...all].map((one) => one.kill()))
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
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    signal: (signal) => void child.kill(signal),
    ended,
    said: () => readFileSync(output, 'utf8').slice(-MOST_SAID).trim(),
  }
}

const MOST_SAID = 600
