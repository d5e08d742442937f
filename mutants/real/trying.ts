/** Tries mutants beside Kafka, each in a process of its own. */
import { everyMutant } from '../catalogue'
import type { Mutant } from '../mutant'
import { processesIn, type Processes } from '../processes'
import { chosenAmong, guardsAmong } from './chosen'
import { lookedShape } from '../../conformance/agreed/looked'
import type { TriedMutant } from '../../conformance/agreed/mutants'
import { whyUnseen } from './unseen'

export interface Chosen {
  readonly guards: number
  readonly holding: number
  readonly chosen: readonly Mutant[]
}

export interface Trying {
  /** So many of the guards of a broker that hold in 500 walks of the model alone. */
  choose(count: number): Promise<Chosen>
  /** Undefined where it was interrupted. */
  tried(mutant: Mutant): Promise<TriedMutant | undefined>
  /** Ends what runs. */
  close(): void
}

/** Which guards hold, and so which are chosen, does not depend on how many walks are taken beside Kafka. */
export const MOST_WALKS = 500

/** Each mutant gets at most `runs` walks. */
export const trying = (root: string, runs: number): Trying => {
  const { ended, close } = processesIn(root)
  const state = { isOver: false }
  return {
    choose: async (count) => {
      const guards = guardsAmong(everyMutant(root))
      const held = JSON.parse(await answered(ended, guards)) as readonly string[]
      return { guards: guards.length, holding: held.length, chosen: chosenAmong(guards, held, count) }
    },
    tried: async (mutant) => {
      const { file, line, text } = mutant
      const { code, out, err } = await ended(words(runs, mutant))
      if (state.isOver) return undefined
      if (code !== 0) throw new Error(`${file}:${line} cannot be tried: ${lastLine(err)}`)
      const looked = lookedShape.parse(JSON.parse(out))
      const why = looked.noticed === undefined ? whyUnseen(mutant) : undefined
      return { file, line, text, looked, ...(why !== undefined && { why }) }
    },
    close: () => {
      state.isOver = true
      close()
    },
  }
}

const words = (runs: number, asked: Mutant | readonly Mutant[]): readonly string[] => [
  ...['-r', './from-source.js', 'mutants/real/one.ts'],
  String(runs),
  JSON.stringify(asked),
]

const answered = async (ended: Processes['ended'], guards: readonly Mutant[]): Promise<string> => {
  const { code, out, err } = await ended(words(MOST_WALKS, guards))
  if (code !== 0) throw new Error(`the walks of the model fail: ${lastLine(err)}`)
  return out
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''
