import { spawn } from 'node:child_process'

/** How a process of Node ended, and what it printed. */
export interface Ended {
  /** Null if a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Processes {
  /** Runs Node with these arguments until it ends. */
  ended(words: readonly string[]): Promise<Ended>
  /** Ends all that still run. */
  close(): void
}

/** A time limit: searches are limited by states, but a mistake may cause an endless loop. */
const MOST_MS = 1_200_000

export const processesIn = (folder: string): Processes => {
  const running = new Set<ReturnType<typeof spawn>>()
  return {
    ended: (words) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, words, {
          ...{ cwd: folder, timeout: MOST_MS },
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        running.add(child)
        const said = { out: '', err: '' }
        child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
        child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
        child.on('close', (code) => {
          running.delete(child)
          resolve({ code, ...said })
        })
      }),
    close() {
      for (const child of running) child.kill()
    },
  }
}
