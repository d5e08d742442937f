/** Tries mutants beside Kafka, each in a process of its own. */
import { everyMutant } from '../catalogue'
import type { Mutant } from '../mutant'
import { processesIn, type Processes } from '../processes'
import { atEqualDistances, guardsAmong } from './chosen'
import { lookedShape } from '../../conformance/agreed/looked'
import type { TriedMutant } from '../../conformance/agreed/mutants'
import { keyOf } from './probes'
import type { Task } from './task'
import { whyUnseen } from './unseen'

export interface Chosen {
  /** The guards of a broker; those that hold; and those of them without which the walks of the model show something else. */
  readonly guards: number
  readonly holding: number
  readonly showing: number
  readonly chosen: readonly Mutant[]
}

export interface Trying {
  /** So many of the guards that 500 walks of the model alone show, found in so many processes at a time. */
  choose(count: number, workers: number): Promise<Chosen>
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
    choose: async (count, workers) => {
      const guards = guardsAmong(everyMutant(root))
      const held = (await answered(ended, { do: 'held', guards })) as readonly string[]
      const holding = guards.filter((one) => held.includes(keyOf(one)))
      const walks = (await answered(ended, { do: 'walks' })) as readonly string[]
      const effects = await inParallel(holding, workers, async (mutant) =>
        answered(ended, { do: 'effect', mutant, walks }),
      )
      const showing = holding.filter((_, at) => effects[at] === 'some')
      const counts = { guards: guards.length, holding: holding.length, showing: showing.length }
      return { ...counts, chosen: atEqualDistances(showing, count) }
    },
    tried: async (mutant) => {
      const { file, line, text } = mutant
      const { code, out, err } = await ended(words(runs, { do: 'beside', mutant }))
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

const words = (runs: number, task: Task): readonly string[] => [
  ...['-r', './from-source.js', 'mutants/real/one.ts'],
  String(runs),
  JSON.stringify(task),
]

const answered = async (ended: Processes['ended'], task: Task): Promise<unknown> => {
  const { code, out, err } = await ended(words(MOST_WALKS, task))
  if (code !== 0) throw new Error(`the walks of the model fail: ${lastLine(err)}`)
  return JSON.parse(out)
}

/** The answers in the order of what was asked. */
const inParallel = async <Asked, Answer>(
  asked: readonly Asked[],
  workers: number,
  answer: (one: Asked) => Promise<Answer>,
): Promise<readonly Answer[]> => {
  const waiting = [...asked.entries()]
  const answers: Answer[] = []
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      answers[next[0]] = await answer(next[1])
  }
  await Promise.all(Array.from({ length: workers }, work))
  return answers
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''
