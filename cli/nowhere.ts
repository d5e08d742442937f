import { PassThrough, Readable } from 'node:stream'
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { Missing } from '../conformance/missing'
import type { Files } from '../explorer/node/files'
import { noPaint } from '../reports/paint'
import { specimens } from '../specimens/catalogue'
import type { Io } from './io'
import { listenOnLoopback } from './serving/http'

/** Files in memory. */
export const memoryFiles = (files: Map<string, string>): Files => ({
  read: (path) => files.get(path),
  write: (path, text) => void files.set(path, text),
  remove: (path) => void files.delete(path),
  list: (folder) =>
    [...files.keys()]
      .flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []))
      .filter((name) => !name.includes('/'))
      .sort()
      .map((name) => ({ name, modified: 0 })),
})

/**
 * An `Io` without side effects: its clock stands still, its files are in memory, and nobody types. A caller replaces what it needs.
 */
export const nowhere = (): Io => ({
  out: () => undefined,
  err: () => undefined,
  errIsTerminal: false,
  errWidth: undefined,
  paint: noPaint,
  self: 'tidemark',
  asked: [],
  pid: 1,
  isAlive: () => true,
  clock: { now: () => 0, cpu: () => 0, pause: () => Promise.resolve() },
  files: memoryFiles(new Map()),
  disk: memoryDisk(),
  env: () => undefined,
  listenOn: listenOnLoopback,
  typing: () => ({ input: Readable.from([]), output: new PassThrough() }),
  startKafka: () => Promise.reject(new Missing('there is no Kafka here')),
  runFree: () => Promise.reject(new Missing('there is no Kafka here')),
  listen: () => ({ isWanted: () => false, release: () => undefined }),
  specimens,
})
