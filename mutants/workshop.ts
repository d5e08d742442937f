import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Killer, Pass } from './judge'
import { mutated, type Mutant } from './mutant'
import { failureIn } from './failure'
import { processesIn } from './processes'
import type { Verdict } from './verdict'
import { AGREEMENTS, RULES } from './witnesses'

const COPIED = ['contract', 'kit', 'model', 'properties', 'explorer', 'specimens', 'lab', 'scenarios', 'mutants']
const CONFIGURED = [
  'package.json',
  'from-source.js',
  'tsconfig.json',
  'jest.config.js',
  'jest.reporter.js',
  'jest.sequencer.js',
]

const JUDGE = ['-r', './from-source.js', 'mutants/one.ts']
const JEST = 'node_modules/jest/bin/jest.js'
const JEST_OPTIONS = ['--ci', '--bail', '--runInBand', '--reporters=default']

const ALIVE: Verdict = { killed: false }

/** A copy of the project in which one file at a time has a mistake. */
export interface Workshop {
  /** Returns a check that fails although there is no mistake. Then a verdict would mean nothing. */
  unchanged(): Promise<Verdict>
  /** Returns the check that notices. If a kind is given, only checks of that kind run. */
  judge(mutant: Mutant, kind?: Killer['kind']): Promise<Verdict>
  /** Ends the running check, and removes the copy. */
  close(): void
}

/** Copies the project at `root` into a new folder. */
export const workshop = (root: string, folder: string): Workshop => {
  rmSync(folder, { recursive: true, force: true })
  for (const name of [...COPIED, ...CONFIGURED]) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { ended, close } = processesIn(folder)

  const asked = async (only: Killer['kind'] | Pass): Promise<Verdict> => {
    const { code, out, err } = await ended([...JUDGE, only])
    if (code !== 0) return { killed: true, by: 'error', how: code === null ? 'does not end' : messageIn(err) }
    return JSON.parse(out) as Verdict
  }

  /** Runs the tests of some files, of a folder with all that is in it, or of a folder alone, which may have none. */
  const tested = async (by: 'test' | 'agreement', tests: readonly string[], isAlone = false): Promise<Verdict> => {
    const which = isAlone ? [...tests.map((folder) => `${folder}/[^/]+$`), '--passWithNoTests'] : tests
    const { code, err } = await ended([JEST, ...which, ...JEST_OPTIONS])
    if (code === 0) return ALIVE
    return code === 1 ? failureIn(err, by) : { killed: true, by: 'error', how: 'does not end', where: tests.join(' ') }
  }

  const first = async (asks: readonly (() => Promise<Verdict>)[]): Promise<Verdict> => {
    for (const ask of asks) {
      const verdict = await ask()
      if (verdict.killed) return verdict
    }
    return ALIVE
  }

  /** What has a meaning is asked first, and of the tests of rules those next to the rule, because they often notice. */
  const judged = ({ file }: Mutant): Promise<Verdict> =>
    first([
      () => tested('test', [dirname(file)], true),
      () => tested('test', [`${RULES}/`]),
      () => asked('quick'),
      () => asked('slow'),
      () => tested('agreement', AGREEMENTS),
      () => asked('last'),
    ])

  return {
    unchanged: () =>
      first([() => tested('test', [`${RULES}/`]), () => asked('quick'), () => tested('agreement', AGREEMENTS)]),
    async judge(mutant, kind) {
      const path = join(folder, mutant.file)
      const source = readFileSync(path, 'utf8')
      writeFileSync(path, mutated(source, mutant))
      try {
        return await (kind === undefined ? judged(mutant) : asked(kind))
      } finally {
        writeFileSync(path, source)
      }
    },
    close() {
      close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Extracts 'TypeError: x is undefined' from Node's output when a module cannot be loaded. */
const messageIn = (printed: string): string =>
  printed.split('\n').find((line) => /^\w*Error\b.*:/.test(line)) ?? 'the model cannot be loaded'
