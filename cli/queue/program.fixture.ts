/** The program as a process, for tests. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const PROGRAM = ['-r', join(__dirname, '..', '..', 'from-source.js'), join(__dirname, '..', 'main.ts')]

export interface Running {
  readonly child: ChildProcess
  /** Its exit code, or -1 if a signal ended it. */
  readonly ended: Promise<number>
  /** What it printed on standard error so far. */
  said(): string
}

export const programOf = (folder: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}): Running => {
  const env = { ...process.env, ...environment }
  const child = spawn(process.execPath, [...PROGRAM, ...words], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const told = { text: '' }
  child.stderr.on('data', (text: Buffer) => (told.text += text.toString()))
  return {
    ...{ child, said: () => told.text },
    ended: new Promise((resolve) => child.on('close', (code) => resolve(code ?? -1))),
  }
}
