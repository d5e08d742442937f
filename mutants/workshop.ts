import { spawn } from 'node:child_process'
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Killer, Pass } from './judge'
import { mutated, type Mutant } from './mutant'
import type { Verdict } from './verdict'

const COPIED = ['contract', 'kit', 'model', 'properties', 'explorer', 'specimens', 'lab', 'scenarios', 'mutants']
const CONFIGURED = ['package.json', 'tsconfig.json', 'jest.config.js', 'jest.reporter.js', 'jest.sequencer.js']

/** A time limit: searches are limited by states, but a mistake may cause an endless loop. */
const MOST_MS = 1_200_000

const JUDGE = ['node_modules/ts-node/dist/bin.js', 'mutants/one.ts']
const TESTS = ['node_modules/jest/bin/jest.js', 'model', '--ci', '--reporters=default']

const ALIVE: Verdict = { killed: false }

interface Ended {
  /** Null if a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A copy of the project in which one file at a time has a mistake. */
export interface Workshop {
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
  const running = new Set<ReturnType<typeof spawn>>()

  const ended = (words: readonly string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, words, {
        ...{ cwd: folder, timeout: MOST_MS },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      running.add(child)
      const said = { out: '', err: '' }
      child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
      child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
      child.on('close', (code) => {
        running.delete(child)
        resolve({ code, ...said })
      })
    })

  const asked = async (only: Killer['kind'] | Pass): Promise<Verdict> => {
    const { code, out, err } = await ended([...JUDGE, only])
    if (code !== 0) return { killed: true, by: 'error', how: code === null ? 'does not end' : messageIn(err) }
    return JSON.parse(out) as Verdict
  }

  const tested = async (): Promise<Verdict> => {
    const { code, err } = await ended(TESTS)
    return code === 0 ? ALIVE : { killed: true, by: 'test', how: failedTestIn(err), where: 'model' }
  }

  /** Slow checks run last. */
  const judged = async (): Promise<Verdict> => {
    for (const ask of [() => asked('quick'), tested, () => asked('slow')]) {
      const verdict = await ask()
      if (verdict.killed) return verdict
    }
    return ALIVE
  }

  return {
    async judge(mutant, kind) {
      const path = join(folder, mutant.file)
      const source = readFileSync(path, 'utf8')
      writeFileSync(path, mutated(source, mutant))
      try {
        return await (kind === undefined ? judged() : asked(kind))
      } finally {
        writeFileSync(path, source)
      }
    },
    close() {
      for (const child of running) child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Extracts 'TypeError: x is undefined' from Node's output when a module cannot be loaded. */
const messageIn = (printed: string): string =>
  printed.split('\n').find((line) => /^\w*Error\b.*:/.test(line)) ?? 'the model cannot be loaded'

/** Extracts 'a leader › drops ...' from the output of jest. */
const failedTestIn = (printed: string): string =>
  printed
    .split('\n')
    .find((line) => line.startsWith('  ● '))
    ?.slice(4) ?? 'the tests cannot be run'
