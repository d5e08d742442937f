import type { Disk, DiskFile } from './disk'

/** A disk in memory: for tests, and for runs without side effects. */
export const memoryDisk = (files = new Map<string, Uint8Array>()): Disk => ({
  read(path) {
    const bytes = files.get(path)
    return bytes && Buffer.from(bytes).toString('utf8')
  },
  replace: (path, text) => void files.set(path, Buffer.from(text)),
  create(path) {
    files.set(path, new Uint8Array(0))
    return fileIn(files, path)
  },
  open: (path) => (files.has(path) ? fileIn(files, path) : undefined),
  folders: (path) => [...new Set([...files.keys()].flatMap((name) => folderIn(path, name)))].sort(),
  remove(path) {
    for (const name of files.keys()) if (name === path || name.startsWith(`${path}/`)) files.delete(name)
  },
})

/** The folder directly in `path` that holds this file, if it is in one. */
const folderIn = (path: string, name: string): readonly string[] => {
  const [folder, ...rest] = name.startsWith(`${path}/`) ? name.slice(path.length + 1).split('/') : []
  return folder === undefined || rest.length === 0 ? [] : [folder]
}

const fileIn = (files: Map<string, Uint8Array>, path: string): DiskFile => {
  const bytes = (): Uint8Array => files.get(path) ?? new Uint8Array(0)
  return {
    size: () => bytes().length,
    read(into, at) {
      const found = bytes().subarray(at, at + into.length)
      into.set(found)
      return found.length
    },
    write(more, at) {
      const longer = new Uint8Array(Math.max(bytes().length, at + more.length))
      longer.set(bytes())
      longer.set(more, at)
      files.set(path, longer)
    },
    cut: (size) => void files.set(path, bytes().slice(0, size)),
    sync: () => undefined,
    close: () => undefined,
  }
}
