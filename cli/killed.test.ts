/**
 * kill -9 in the middle of a write. This file is also the program that is killed: it runs a command line, and sends
 * itself SIGKILL during one of its disk operations, after it has written half of the data.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rng } from '../explorer/rng'
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

interface Ended {
  readonly signal: string | null
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** Runs a command line in a separate process and folder, until it ends or is killed. */
const runUntil = (folder: string, moment: number, line: string): Ended => {
  const hook = require.resolve('ts-node/register/transpile-only')
  const { signal, status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', hook, __filename, String(moment), ...line.split(' ')],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, TS_NODE_PROJECT: join(__dirname, '..', 'tsconfig.json') } },
  )
  return { signal, status, out: stdout, err: stderr }
}

if (typeof describe === 'undefined') void victim(process.argv.slice(2))
else tests()

function tests(): void {
  test.each([
    [10, 'check --machine kip-320 --untimed'],
    [6, 'check --machine kip-320 --fingerprints --untimed'],
    [4, 'check --machine kip-101 --symmetry --untimed'],
  ])('a search that is killed %i times ends as if it had not been: %s', (kills, line) => {
    const moments = rng(line)
    const folder = mkdtempSync(join(tmpdir(), 'tidemark-killed-'))
    try {
      const whole = runUntil(folder, 0, line)
      const kept = { kills: 0, resumptions: 0 }
      while (kept.kills < kills) {
        const hasBegun = readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((path) =>
          path.endsWith('search.json'),
        )
        if (hasBegun) kept.resumptions++
        const ended = runUntil(folder, 1 + moments.below(12), hasBegun ? `${line} --resume` : line)
        if (ended.signal === 'SIGKILL') kept.kills++
        else expect(ended).toEqual(whole)
      }
      expect(kept.resumptions).toBeGreaterThan(kills / 2)
      const last = runUntil(folder, 0, `${line} --resume`)
      expect(last).toEqual(whole)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
}
