import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { isMissing } from '../files'

/** The file operations for saved searches. Paths are relative to the working directory. */
export interface Disk {
  /** The text of a file. Undefined if there is none. */
  read(path: string): string | undefined
  /**
   * Writes a temporary file, makes it durable and renames it. After a crash the file has the old text or the new text.
   */
  replace(path: string, text: string): void
  /** Creates an empty file, or empties an existing one. */
  create(path: string): DiskFile
  /** Opens an existing file. Undefined if there is none. */
  open(path: string): DiskFile | undefined
  /** The names of the folders in a folder, sorted. Empty if there is no such folder. */
  folders(path: string): readonly string[]
  /** Removes a file, or a folder with its content, if it exists. */
  remove(path: string): void
}

export interface DiskFile {
  size(): number
  /** Reads the available bytes from `at` on, and returns their number. */
  read(into: Uint8Array, at: number): number
  /** Writes all bytes, or throws. */
  write(bytes: Uint8Array, at: number): void
  cut(size: number): void
  /** Returns when all written data would survive a crash. */
  sync(): void
  close(): void
}

export const realDisk: Disk = {
  read: (path) => unlessMissing(() => readFileSync(path, 'utf8')),
  replace(path, text) {
    const beside = `${path}.part-${process.pid}`
    mkdirSync(dirname(path), { recursive: true })
    try {
      const file = fileOf(openSync(beside, 'w'))
      try {
        file.write(Buffer.from(text), 0)
        file.sync()
      } finally {
        file.close()
      }
      renameSync(beside, path)
      syncFolder(dirname(path))
    } catch (error) {
      rmSync(beside, { force: true })
      throw error
    }
  },
  create(path) {
    mkdirSync(dirname(path), { recursive: true })
    return fileOf(openSync(path, 'w+'))
  },
  open: (path) => unlessMissing(() => fileOf(openSync(path, 'r+'))),
  folders: (path) =>
    (unlessMissing(() => readdirSync(path, { withFileTypes: true })) ?? [])
      .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
      .sort(),
  remove: (path) => rmSync(path, { recursive: true, force: true }),
}

/** The same operations below a folder. */
export const diskIn = (folder: string): Disk => ({
  read: (path) => realDisk.read(join(folder, path)),
  replace: (path, text) => realDisk.replace(join(folder, path), text),
  create: (path) => realDisk.create(join(folder, path)),
  open: (path) => realDisk.open(join(folder, path)),
  folders: (path) => realDisk.folders(join(folder, path)),
  remove: (path) => realDisk.remove(join(folder, path)),
})

const unlessMissing = <T>(get: () => T): T | undefined => {
  try {
    return get()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const fileOf = (fd: number): DiskFile => ({
  size: () => fstatSync(fd).size,
  read: (into, at) => inPieces(into.length, (from) => readSync(fd, into, from, into.length - from, at + from)),
  write(bytes, at) {
    const written = inPieces(bytes.length, (from) => writeSync(fd, bytes, from, bytes.length - from, at + from))
    if (written < bytes.length) throw new Error('it was written only partly')
  },
  cut: (size) => ftruncateSync(fd, size),
  sync: () => fdatasyncSync(fd),
  close: () => closeSync(fd),
})

/** A system call may transfer only a part of the data, so it is repeated. */
const inPieces = (length: number, next: (from: number) => number): number => {
  let done = 0
  while (done < length) {
    const more = next(done)
    if (more === 0) break
    done += more
  }
  return done
}

/** A new file name is durable when its folder is. On systems that cannot open folders, this is not needed. */
const syncFolder = (path: string): void => {
  if (process.platform === 'win32') return
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
