import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { filesOnDisk } from '../explorer/node/files'
import { checksum } from '../kit/checksum'
import './judge' // which loads everything on which a verdict depends
import { nameOf, type Mutant } from './mutant'
import type { Verdict } from './verdict'
import { AGREEMENTS, RULES } from './witnesses'

/** The known verdicts, so that hours of work can be stopped and continued. */
export interface Records {
  get(mutant: Mutant): Verdict | undefined
  /** Where the mutant was noticed when it was judged last, even if the sources have changed since. */
  placeOf(mutant: Mutant): string | undefined
  put(mutant: Mutant, verdict: Verdict): void
}

const shape = z.strictObject({
  /** A checksum of everything on which a verdict depends. If it changes, no verdict is known. */
  sources: z.string(),
  verdicts: z.record(
    z.string(),
    z.strictObject({
      killed: z.boolean(),
      by: z.string().optional(),
      how: z.string().optional(),
      where: z.string().optional(),
    }),
  ),
})

/** Stored in a file. After each verdict a temporary file is written and renamed. */
export const recordsIn = (path: string, root: string): Records => {
  const sources = checksum(sourcesOf(root))
  const saved = read(path)
  const known = new Map(saved.sources === sources ? Object.entries(saved.verdicts) : [])
  const places = new Map(Object.entries(saved.verdicts).map(([key, { where }]) => [key.replace(/ @\d+$/, ''), where]))
  return {
    get: (mutant) => known.get(keyOf(mutant)),
    placeOf: (mutant) => places.get(nameOf(mutant)),
    put(mutant, verdict) {
      known.set(keyOf(mutant), verdict)
      filesOnDisk.write(path, `${JSON.stringify({ sources, verdicts: Object.fromEntries(known) }, undefined, 1)}\n`)
    },
  }
}

interface Saved {
  readonly sources: string
  readonly verdicts: Readonly<Record<string, Verdict>>
}

/** An unreadable file is ignored, because it only saves time. */
const read = (path: string): Saved => {
  try {
    return shape.parse(JSON.parse(filesOnDisk.read(path) ?? '')) as Saved
  } catch {
    return { sources: '', verdicts: {} }
  }
}

const keyOf = (mutant: Mutant): string => `${nameOf(mutant)} @${mutant.start}`

/** All files that the judge has loaded from the project, its stories, and the tests that it runs. */
const sourcesOf = (root: string): string =>
  [
    ...Object.keys(require.cache),
    ...filesIn(join(root, 'scenarios'), '.md'),
    ...filesIn(join(root, RULES), '.test.ts'),
    ...AGREEMENTS.map((path) => join(root, path)),
  ]
    .filter((path) => path.startsWith(root) && !path.includes('node_modules') && !NOT_ASKED.test(path))
    .sort()
    .map((path) => `${relative(root, path)}\n${readFileSync(path, 'utf8')}`)
    .join('\n')

const NOT_ASKED = /[\\/]mutants[\\/](?!judge)\w+\.ts$/

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
