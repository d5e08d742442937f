import { createRequire } from 'node:module'
import type * as Zod from 'zod'
import type { Files } from '../explorer/node/files'
import { onDemand } from '../kit/on-demand'

/** The folder of the progress files, relative to the working directory. */
const LIVE = '.tidemark/live'

/** Seconds between two updates of a progress file. Shorter work leaves no file. */
const EVERY = 1

/** Work that another process does at this moment. */
export interface UnderWay {
  readonly format: 1
  readonly kind: 'tidemark under way'
  readonly pid: number
  readonly command: string
  /** The progress, as on a terminal. */
  readonly progress: string
}

/** Built when it is needed, because loading zod is a fifth of the start of the program. */
const underWay = onDemand(() => {
  const { z } = createRequire(__filename)('zod') as typeof Zod
  return z.strictObject({
    format: z.literal(1),
    kind: z.literal('tidemark under way'),
    pid: z.int().positive(),
    command: z.string(),
    progress: z.string(),
  }) satisfies Zod.ZodType<UnderWay>
})

export interface Live {
  /** Updates the progress file if the last update is old enough. */
  report(seconds: number, words: () => string): void
  end(): void
}

/** Keeps a progress file while this process works. If the file cannot be written, the work continues. */
export const live = (files: Files, pid: number, command: string): Live => {
  const path = `${LIVE}/${pid}.json`
  const last = { seconds: 0 }
  const attempt = (write: () => void): void => {
    try {
      write()
    } catch {
      // A full disk is reported when data is lost. A progress file is no loss.
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

/**
 * All running work in this folder. A killed process leaves its progress file behind, so `isAlive` is asked for each.
 */
export const allUnderWay = (files: Files, isAlive: (pid: number) => boolean): readonly UnderWay[] =>
  files.list(LIVE).flatMap(({ name }) => {
    const found = underWay().safeParse(parsed(files.read(`${LIVE}/${name}`)))
    return found.success && isAlive(found.data.pid) ? [found.data] : []
  })

const parsed = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
