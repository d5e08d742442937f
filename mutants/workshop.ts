import { spawn } from 'node:child_process'
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Killer, Pass } from './judge'
import { mutated, type Mutant } from './mutant'
import type { Verdict } from './verdict'

const COPIED = ['contract', 'kit', 'model', 'properties', 'explorer', 'specimens', 'lab', 'scenarios', 'mutants']
const CONFIGURED = ['package.json', 'tsconfig.json', 'jest.config.js', 'jest.reporter.js', 'jest.sequencer.js']

/** A safety net: a search is bounded by states, but a mistake may be a loop that never ends. */
const MOST_MS = 1_200_000

const JUDGE = ['node_modules/ts-node/dist/bin.js', 'mutants/one.ts']
const TESTS = ['node_modules/jest/bin/jest.js', 'model', '--ci', '--reporters=default']

const ALIVE: Verdict = { killed: false }

interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A copy of the project in which one file at a time has a mistake. */
export interface Workshop {
  /** Who notices? Where a kind is named, only killers of that kind are asked. */
  judge(mutant: Mutant, kind?: Killer['kind']): Promise<Verdict>
  /** Ends what is being judged, and removes the copy. */
  close(): void
}

/** Copies the project at `root` into a folder, which is made anew. */
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

  /** What takes long is asked last. */
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

/** 'TypeError: x is undefined' out of what Node prints when a module cannot be loaded. */
const messageIn = (printed: string): string =>
  printed.split('\n').find((line) => /^\w*Error\b.*:/.test(line)) ?? 'the model cannot be loaded'

/** 'a leader › drops ...' out of what jest prints. */
const failedTestIn = (printed: string): string =>
  printed
    .split('\n')
    .find((line) => line.startsWith('  ● '))
    ?.slice(4) ?? 'the tests cannot be run'
