/** What a process of `one.ts` is asked. */
import type { Mutant } from '../mutant'

export type Task =
  /** Which of these guards ever hold in the walks of the model alone. */
  | { readonly do: 'held'; readonly guards: readonly Mutant[] }
  /** The walks of the model alone. */
  | { readonly do: 'walks' }
  /** What dropping this guard does to them. */
  | { readonly do: 'effect'; readonly mutant: Mutant; readonly walks: readonly string[] }
  /** Walks of the mutant beside Kafka. */
  | { readonly do: 'beside'; readonly mutant: Mutant }
