import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The file operations of commands. Paths are relative to the working directory. */
export interface Files {
  /** The text of a file. Undefined if there is none. */
  read(path: string): string | undefined
  /**
   * Writes a temporary file and renames it, so that a reader sees the old text or the new text, and never half of it.
   */
  write(path: string, text: string): void
  /** Removes a file, if there is one. */
  remove(path: string): void
  /** The files of a folder, sorted by name. Empty if there is no such folder. */
  list(folder: string): readonly Listed[]
}

export interface Listed {
  readonly name: string
  /** The time of the last change, in milliseconds since 1970. */
  readonly modified: number
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
  remove: (path) => rmSync(path, { force: true }),
  list(folder) {
    try {
      const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [entry.name] : [],
      )
      return names.sort().map((name) => ({ name, modified: statSync(join(folder, name)).mtimeMs }))
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  },
}

const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR']

/** True if the error says that the file does not exist. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && MISSING.includes((error as NodeJS.ErrnoException).code ?? '')

/** True if the operating system refused an operation: no permission, no space, a folder in place of a file. */
export const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && /^E[A-Z0-9]+$/.test((error as NodeJS.ErrnoException).code ?? '')
