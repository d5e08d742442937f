import type { Position } from '../../standing'

/** The version of the files of a search. It grows when anything in them changes its meaning. */
export const FORMAT = 1

/** What a saved search is about: it can go on only where all of this is the same. */
export interface About {
  readonly question: Readonly<Record<string, string>>
  readonly symmetry: boolean
  /** A checksum of what the machine is made of: schema, actions, properties. */
  readonly machine: string
  /** 32-bit words of a packed state. */
  readonly words: number
}

/** What a search has taken so far, in all its parts. */
export interface Spent {
  readonly seconds: number
  readonly cpuSeconds: number
}

/** What is written down of a search beside its states: who is asked, how far it is, and what the states are to look like. */
export interface Header extends About {
  readonly format: typeof FORMAT
  readonly kind: 'tidemark search'
  /** The version of tidemark. */
  readonly tidemark: string
  /** States were told apart by fingerprints. */
  readonly fingerprints: boolean
  /** The name of the file of states. */
  readonly file: string
  readonly states: number
  readonly position: Position
  readonly spent: Spent
  readonly met: readonly { readonly name: string; readonly depth: number }[]
  /** A checksum of each block of states. */
  readonly blocks: readonly string[]
}
