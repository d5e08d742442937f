/**
 * A program that is killed: it runs a command line, and sends itself SIGKILL during one of its disk operations, after
 * it has written half of the data.
 */
import { writeFileSync } from 'node:fs'
import { processClock } from '../explorer/node/clock'
import { filesOnDisk } from '../explorer/node/files'
import { realDisk, type Disk, type DiskFile } from '../explorer/node/saving/disk'
import { run } from './run'
import { nowhere } from './nowhere'

/** A disk that kills the process at the operation with this number. */
const lastDisk = (moment: number): Disk => {
  const seen = { moments: 0 }
  const isLast = (): boolean => ++seen.moments === moment
  const end = (): void => void process.kill(process.pid, 'SIGKILL')
  const fragile = (file: DiskFile): DiskFile => ({
    ...file,
    write(bytes, at) {
      if (isLast()) {
        file.write(bytes.subarray(0, bytes.length >>> 1), at)
        end()
      }
      file.write(bytes, at)
    },
    sync() {
      if (isLast()) end()
      file.sync()
    },
  })
  return {
    ...realDisk,
    replace(path, text) {
      if (isLast()) {
        writeFileSync(`${path}.part-0`, text.slice(0, text.length >>> 1))
        end()
      }
      realDisk.replace(path, text)
      if (isLast()) end()
    },
    remove(path) {
      realDisk.remove(path)
      if (isLast()) end()
    },
    create: (path) => fragile(realDisk.create(path)),
    open(path) {
      const file = realDisk.open(path)
      return file && fragile(file)
    },
  }
}

const victim = async ([moment, ...argv]: readonly string[]): Promise<void> => {
  process.exitCode = await run(argv, {
    ...nowhere(),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    clock: processClock,
    files: filesOnDisk,
    disk: lastDisk(Number(moment)),
    keepSeconds: 0,
  })
}

void victim(process.argv.slice(2))
