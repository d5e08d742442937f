import { spawn } from 'node:child_process'

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a program to its end, and returns its exit code. -1 if a signal ended it. */
export const ended = (command: string, words: readonly string[], cwd: string, env = process.env): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(command, [...words], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
    child.on('close', (code) => resolve({ code: code ?? -1, ...said }))
  })
