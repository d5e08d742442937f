import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Killer, Pass } from './judge'
import { mutated, type Mutant } from './mutant'
import { failureIn } from './failure'
import { processesIn } from './processes'
import { rehearserIn } from './rehearser'
import type { Verdict } from './verdict'
import { AGREEMENTS, RULES, rulesFor, type Hints } from './witnesses'

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
  /**
   * Returns a test of a rule, or a check that `search` begins with, that fails although there is no mistake. Then a verdict would
   * mean nothing.
   */
  unchanged(asked: 'rehearse' | 'search'): Promise<Verdict>
  /** Returns the test of a rule that notices, except for long ones of other folders. It is a matter of a second. */
  rehearse(mutant: Mutant, hints?: Hints): Promise<Verdict>
  /** Returns the check that notices, among all that `rehearse` leaves out. If none does, it takes minutes. */
  search(mutant: Mutant, hints?: Hints): Promise<Verdict>
  /** Returns the check of this kind that notices. */
  judgedBy(mutant: Mutant, kind: Killer['kind']): Promise<Verdict>
  /** Ends the running check, and removes the copy. */
  close(): void
}

const first = async (asks: readonly (() => Promise<Verdict>)[]): Promise<Verdict> => {
  for (const ask of asks) {
    const verdict = await ask()
    if (verdict.killed) return verdict
  }
  return ALIVE
}

/** Copies the project at `root` into a new folder. */
export const workshop = (root: string, folder: string): Workshop => {
  rmSync(folder, { recursive: true, force: true })
  for (const name of [...COPIED, ...CONFIGURED]) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { ended, close } = processesIn(folder)
  const rehearser = rehearserIn(folder)

  const asked = async (only: Killer['kind'] | Pass): Promise<Verdict> => {
    const { code, out, err } = await ended([...JUDGE, only])
    if (code !== 0) return { killed: true, by: 'error', how: code === null ? 'does not end' : messageIn(err) }
    return JSON.parse(out) as Verdict
  }

  const agreed = async (): Promise<Verdict> => {
    const { code, err } = await ended([JEST, ...AGREEMENTS, ...JEST_OPTIONS])
    if (code === 0) return ALIVE
    const where = AGREEMENTS.join(' ')
    return code === 1 ? failureIn(err, 'agreement') : { killed: true, by: 'error', how: 'does not end', where }
  }

  /** The tests of rules do not need the mistake on disk. */
  const rehearsed = (mutant: Mutant, tests: readonly string[]): Promise<Verdict> => {
    const { file } = mutant
    return rehearser.asked({
      tests,
      changed: { file, text: mutated(readFileSync(join(folder, file), 'utf8'), mutant) },
    })
  }

  const onDisk = async (mutant: Mutant, ask: () => Promise<Verdict>): Promise<Verdict> => {
    const path = join(folder, mutant.file)
    const source = readFileSync(path, 'utf8')
    writeFileSync(path, mutated(source, mutant))
    try {
      return await ask()
    } finally {
      writeFileSync(path, source)
    }
  }

  const searched = (): Promise<Verdict> =>
    first([() => asked('quick'), () => asked('slow'), agreed, () => asked('last')])

  return {
    unchanged: (what) => {
      if (what === 'search') return first([() => asked('quick'), agreed])
      const rules = rulesFor(folder, RULES)
      return rehearser.asked({ tests: [...rules.first, ...rules.later] })
    },
    rehearse: (mutant, hints) => rehearsed(mutant, rulesFor(folder, mutant.file, hints).first),
    search: (mutant, hints) =>
      first([() => rehearsed(mutant, rulesFor(folder, mutant.file, hints).later), () => onDisk(mutant, searched)]),
    judgedBy: (mutant, kind) => onDisk(mutant, () => asked(kind)),
    close() {
      rehearser.close()
      close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Extracts 'TypeError: x is undefined' from Node's output when a module cannot be loaded. */
const messageIn = (printed: string): string =>
  printed.split('\n').find((line) => /^\w*Error\b.*:/.test(line)) ?? 'the model cannot be loaded'
