import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Files, as far as commands touch them. Paths are relative to the working directory. */
export interface Files {
  /** The text of a file; undefined where there is none. */
  read(path: string): string | undefined
  /** Written beside and renamed: a reader sees the old text or the new one, never half of it. */
  write(path: string, text: string): void
}

export const filesOnDisk: Files = {
  read(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  },
  write(path, text) {
    const beside = `${path}.part-${process.pid}`
    mkdirSync(dirname(path), { recursive: true })
    try {
      writeFileSync(beside, text)
      renameSync(beside, path)
    } catch (error) {
      rmSync(beside, { force: true })
      throw error
    }
  },
}

const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR']

/** There is no such file. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && MISSING.includes((error as NodeJS.ErrnoException).code ?? '')
