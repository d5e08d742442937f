/** Which moments of a schedule a trace shows, and the world that they happened in. */
import { rng, type Rng } from '../../explorer/rng'
import { optionsOf } from '../../lab/questions/ask'
import type { Options } from '../../lab/questions/words'
import { fittingBounds, type Drawn } from '../real-walk'

/** The first moment, then each at most `hidden` steps after the one before, and the last. Numbers of steps taken so far. */
export const momentsAmong = (steps: number, hidden: number, seed: string): readonly number[] => {
  const chance: Rng = rng(seed)
  const moments = [0]
  for (let at = 0; at < steps;) {
    at = Math.min(steps, at + 1 + chance.below(hidden))
    moments.push(at)
  }
  return moments
}

/** Words of a question that are not about the world. */
const NOT_OF_THE_WORLD = ['kafka', 'without', 'with', 'unlike', 'judge', 'property']

/** The world of a schedule, with as much harm as it does. One crash is always possible: without any, checkpoints are not modelled. */
export const worldOf = (drawn: Drawn): Options => {
  const bounds = fittingBounds(drawn)
  const faults = { ...bounds.faults, 'process-crash': Math.max(1, bounds.faults['process-crash']) }
  const words = Object.entries(optionsOf({ ...drawn.question, bounds: { ...bounds, faults } }))
  return Object.fromEntries(words.filter(([name]) => !NOT_OF_THE_WORLD.includes(name)))
}
