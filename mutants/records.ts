import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { filesOnDisk } from '../explorer/node/files'
import { checksum } from '../kit/checksum'
import './judge' // which loads everything on which a verdict depends
import { nameOf, type Mutant } from './mutant'
import type { Verdict } from './verdict'
import { AGREEMENTS, RULES, type Hints } from './witnesses'

/** The known verdicts, so that hours of work can be stopped and continued. */
export interface Records {
  get(mutant: Mutant): Verdict | undefined
  /** Where it and other mutants of its file were noticed when they were judged last, even if the sources have changed since. */
  hintsFor(mutant: Mutant): Hints
  put(mutant: Mutant, verdict: Verdict): void
}

const shape = z.strictObject({
  verdicts: z.record(
    z.string(),
    z.strictObject({
      killed: z.boolean(),
      by: z.string().optional(),
      how: z.string().optional(),
      where: z.string().optional(),
      /** A checksum of everything on which the verdict depends. If it changes, the verdict is not known. */
      sources: z.string(),
    }),
  ),
  /** Where each mutant was noticed last, by its name. They only save time, so they outlast the verdicts. */
  places: z.record(z.string(), z.string()),
})

/** Stored in a file. After each verdict a temporary file is written and renamed. */
export const recordsIn = (path: string, root: string): Records => {
  const sourcesOf = sourcesIn(root)
  const saved = read(path)
  const known = new Map(Object.entries(saved.verdicts).filter(([, verdict]) => verdict.sources === sourcesOf(verdict)))
  const places = new Map(Object.entries(saved.places))
  return {
    get(mutant) {
      const found = known.get(keyOf(mutant))
      if (found === undefined) return undefined
      const { sources: _, ...verdict } = found
      return verdict
    },
    hintsFor: (mutant) => ({ known: places.get(nameOf(mutant)), neighbours: neighboursIn(places, mutant) }),
    put(mutant, verdict) {
      known.set(keyOf(mutant), { ...verdict, sources: sourcesOf(verdict) })
      if (verdict.where !== undefined) places.set(nameOf(mutant), verdict.where)
      const now: Saved = { verdicts: Object.fromEntries(known), places: Object.fromEntries(places) }
      filesOnDisk.write(path, `${JSON.stringify(now, undefined, 1)}\n`)
    },
  }
}

/** Where mutants of the same file were noticed, the most frequent place first. */
const neighboursIn = (places: ReadonlyMap<string, string>, { file }: Mutant): readonly string[] => {
  const times = new Map<string, number>()
  for (const [name, where] of places) if (name.startsWith(`${file}: `)) times.set(where, (times.get(where) ?? 0) + 1)
  return [...times].sort(([, one], [, other]) => other - one).map(([where]) => where)
}

interface Saved {
  readonly verdicts: Readonly<Record<string, Verdict & { readonly sources: string }>>
  readonly places: Readonly<Record<string, string>>
}

/** An unreadable file is ignored, because it only saves time. */
const read = (path: string): Saved => {
  try {
    return shape.parse(JSON.parse(filesOnDisk.read(path) ?? '')) as Saved
  } catch {
    return { verdicts: {}, places: {} }
  }
}

const keyOf = (mutant: Mutant): string => `${nameOf(mutant)} @${mutant.start}`

/**
 * A checksum of the sources on which a verdict depends. A test that fails does so whatever other tests there are, so a verdict by a
 * test of a rule depends on this test and on what it may load. Any other verdict depends on all that was asked before, too: every
 * file that the judge has loaded from the project, its stories, and all tests that it runs.
 */
const sourcesIn = (root: string): ((verdict: Verdict) => string) => {
  const loaded = [...Object.keys(require.cache), ...filesIn(join(root, RULES), '.fixture.ts')]
  const rules = filesIn(join(root, RULES), '.test.ts')
  const others = [...filesIn(join(root, 'scenarios'), '.md'), ...AGREEMENTS.map((path) => join(root, path))]
  const checksumOf = (paths: readonly string[]): string =>
    checksum(
      [...new Set(paths)]
        .filter((path) => path.startsWith(root) && !path.includes('node_modules') && !NOT_ASKED.test(path))
        .sort()
        .map((path) => `${relative(root, path)}\n${readFileSync(path, 'utf8')}`)
        .join('\n'),
    )
  const all = checksumOf([...loaded, ...rules, ...others])
  const model = checksumOf(loaded)
  const byTest = new Map(
    rules.map((path) => [relative(root, path).replaceAll('\\', '/'), `${model} ${checksumOf([path])}`]),
  )
  return ({ where }) => byTest.get(where ?? '') ?? all
}

const NOT_ASKED = /[\\/]mutants[\\/](?!judge)[\w-]+\.ts$/

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
