import { execFileSync } from 'node:child_process'
import { filesOnDisk } from '../explorer/node/files'
import { checksum } from '../kit/checksum'
import type { Figures } from './job'

/** The results of the nightly run so far, for one commit, so that it can be stopped and continued. */
export interface Records {
  readonly commit: string
  get(section: string, name: string): Figures | undefined
  put(section: string, name: string, figures: Figures): void
}

/** The commit, and whether there are uncommitted changes. */
export const commitOf = (root: string): string => {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', [...words], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }).trim()
  const changes = git('diff', 'HEAD', '--', '.', ':!docs')
  return `${git('rev-parse', '--short=12', 'HEAD')}${changes === '' ? '' : ` and changes ${checksum(changes)}`}`
}

/** One file per commit. After each job a temporary file is written and renamed. */
export const recordsIn = (folder: string, commit: string): Records => {
  const path = `${folder}/${commit.replaceAll(' ', '-')}.json`
  const known = new Map(Object.entries(read(path)))
  return {
    commit,
    get: (section, name) => known.get(`${section}/${name}`),
    put(section, name, figures) {
      known.set(`${section}/${name}`, figures)
      filesOnDisk.write(path, `${JSON.stringify(Object.fromEntries(known), undefined, 1)}\n`)
    },
  }
}

/** An unreadable file is ignored, because it only saves time. */
const read = (path: string): Readonly<Record<string, Figures>> => {
  try {
    return JSON.parse(filesOnDisk.read(path) ?? '{}') as Readonly<Record<string, Figures>>
  } catch {
    return {}
  }
}
