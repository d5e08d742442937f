import { z } from 'zod'
import type { Files } from '../explorer/node/files'

/** Where each process says how far it is, from the working directory on. */
const LIVE = '.tidemark/live'

/** Seconds from one time that a process says so to the next; what takes less is not worth saying. */
const EVERY = 1

const underWay = z.strictObject({
  format: z.literal(1),
  kind: z.literal('tidemark under way'),
  pid: z.int().positive(),
  command: z.string(),
  /** How far it is, as on a terminal. */
  progress: z.string(),
})

/** Work that somebody else does at this moment. */
export type UnderWay = z.infer<typeof underWay>

export interface Live {
  /** Says how far the work is, where it is time to. */
  report(seconds: number, words: () => string): void
  end(): void
}

/** Leaves a note of the work of this process, as long as it lasts. Where there is no room for that, the work goes on. */
export const live = (files: Files, pid: number, command: string): Live => {
  const path = `${LIVE}/${pid}.json`
  const last = { seconds: 0 }
  const attempt = (write: () => void): void => {
    try {
      write()
    } catch {
      // A full disk is said where something is lost by it.
    }
  }
  return {
    report(seconds, words) {
      if (seconds - last.seconds < EVERY) return
      last.seconds = seconds
      const now: UnderWay = { format: 1, kind: 'tidemark under way', pid, command, progress: words() }
      attempt(() => files.write(path, JSON.stringify(now)))
    },
    end: () => attempt(() => files.remove(path)),
  }
}

/** What is under way in this folder; `isAlive` says which processes are: those that were killed left their note behind. */
export const allUnderWay = (files: Files, isAlive: (pid: number) => boolean): readonly UnderWay[] =>
  files.list(LIVE).flatMap(({ name }) => {
    const found = underWay.safeParse(parsed(files.read(`${LIVE}/${name}`)))
    return found.success && isAlive(found.data.pid) ? [found.data] : []
  })

const parsed = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
