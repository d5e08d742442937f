import { fork, type ChildProcess } from 'node:child_process'
import type { Rehearsal } from './rehearsal'
import type { Verdict } from './verdict'

/** A process that rehearses tests, and is begun anew where a mistake has ended it. One question at a time. */
export interface Rehearser {
  asked(rehearsal: Rehearsal): Promise<Verdict>
  close(): void
}

/** What the process says: which file of tests it runs next, or the verdict. */
export type Said = { readonly where: string } | { readonly verdict: Verdict }

/**
 * A limit for one file of tests, of which the longest takes about a second: tests are limited by states, but a mistake may cause an
 * endless loop. It is counted in ticks and not read from a clock, so that nothing ends because the computer slept.
 */
const MOST_TICKS = 30
const TICK_MS = 1000

/** An endless loop may also use up memory. Tests of rules need a tenth of this. */
const MOST_MEGABYTES = 2000

export const rehearserIn = (folder: string): Rehearser => {
  let running: ChildProcess | undefined
  const begun = (): ChildProcess =>
    fork('mutants/rehearse.ts', {
      ...{ cwd: folder, execArgv: [`--max-old-space-size=${MOST_MEGABYTES}`, '-r', './from-source.js'] },
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
        let where = 'the tests of the model'
        let ticks = 0
        const answer = (verdict: Verdict): void => {
          clearInterval(clock)
          child.removeAllListeners()
          resolve(verdict)
        }
        const gone = (how: string): void => {
          end(child)
          answer({ killed: true, by: 'error', how, where })
        }
        const clock = setInterval(() => {
          ticks += 1
          if (ticks > MOST_TICKS) gone('does not end')
        }, TICK_MS)
        child.on('message', (said: Said) => {
          if ('verdict' in said) return answer(said.verdict)
          ;({ where } = said)
          ticks = 0
        })
        child.on('exit', () => gone('ends the process'))
        child.send(rehearsal)
      }),
    close() {
      if (running !== undefined) end(running)
    },
  }
}
