import { fork, type ChildProcess } from 'node:child_process'
import type { Rehearsal } from './rehearsal'
import type { Verdict } from './verdict'

/** A process that rehearses tests, and is begun anew where a mistake has ended it. One question at a time. */
export interface Rehearser {
  asked(rehearsal: Rehearsal): Promise<Verdict>
  close(): void
}

/** A time limit: tests are limited by states, but a mistake may cause an endless loop. */
const MOST_MS = 120_000

export const rehearserIn = (folder: string): Rehearser => {
  let running: ChildProcess | undefined
  const begun = (): ChildProcess =>
    fork('mutants/rehearse.ts', {
      ...{ cwd: folder, execArgv: ['-r', './from-source.js'] },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  const end = (child: ChildProcess): void => {
    child.removeAllListeners()
    child.kill('SIGKILL')
    if (running === child) running = undefined
  }
  return {
    asked: (rehearsal) =>
      new Promise((resolve) => {
        const child = (running ??= begun())
        const answer = (verdict: Verdict): void => {
          clearTimeout(limit)
          child.removeAllListeners()
          resolve(verdict)
        }
        const gone = (how: string): void => {
          end(child)
          answer({ killed: true, by: 'error', how, where: 'the tests of the model' })
        }
        const limit = setTimeout(() => gone('does not end'), MOST_MS)
        child.on('message', (verdict: Verdict) => answer(verdict))
        child.on('exit', () => gone('ends the process'))
        child.send(rehearsal)
      }),
    close() {
      if (running !== undefined) end(running)
    },
  }
}
