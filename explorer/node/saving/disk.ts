import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { isMissing } from '../files'

/** Files of numbers, as far as searches keep themselves there. Paths are relative to the working directory. */
export interface Disk {
  /** The text of a file; undefined where there is none. */
  read(path: string): string | undefined
  /** Written beside, made durable and renamed: after a crash there is the old text or the new one. */
  replace(path: string, text: string): void
  /** An empty file, whatever was there before. */
  create(path: string): DiskFile
  /** A file to go on with; undefined where there is none. */
  open(path: string): DiskFile | undefined
  /** Removes a file, or a folder with all that is in it, if there is one. */
  remove(path: string): void
}

export interface DiskFile {
  size(): number
  /** Reads so many bytes from `at` on as there are, and answers how many. */
  read(into: Uint8Array, at: number): number
  /** Writes all bytes, or throws. */
  write(bytes: Uint8Array, at: number): void
  cut(size: number): void
  /** Returns once all that was written would survive a crash. */
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
  remove: (path) => rmSync(path, { recursive: true, force: true }),
}

/** The same files below a folder. */
export const diskIn = (folder: string): Disk => ({
  read: (path) => realDisk.read(join(folder, path)),
  replace: (path, text) => realDisk.replace(join(folder, path), text),
  create: (path) => realDisk.create(join(folder, path)),
  open: (path) => realDisk.open(join(folder, path)),
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
    if (written < bytes.length) throw new Error('it was written in part only')
  },
  cut: (size) => ftruncateSync(fd, size),
  sync: () => fdatasyncSync(fd),
  close: () => closeSync(fd),
})

/** A call may do a part of what it is asked for. */
const inPieces = (length: number, next: (from: number) => number): number => {
  let done = 0
  while (done < length) {
    const more = next(done)
    if (more === 0) break
    done += more
  }
  return done
}

/** A name is durable once its folder is; where folders cannot be opened, the system sees to that. */
const syncFolder = (path: string): void => {
  if (process.platform === 'win32') return
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
