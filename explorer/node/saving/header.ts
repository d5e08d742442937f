import type { Position } from '../../standing'

/** The version of the files of a search. It is incremented when their meaning changes. */
export const FORMAT = 2

/** The subject of a saved search. It can be resumed only if all of this is equal. */
export interface About {
  readonly question: Readonly<Record<string, string>>
  readonly symmetry: boolean
  /** A checksum of schema, actions and properties of the machine. */
  readonly machine: string
  /** 32-bit words of a packed state. */
  readonly words: number
}

/** The time of a search so far, including earlier runs. */
export interface Spent {
  readonly seconds: number
  readonly cpuSeconds: number
}

/** The header of a saved search: its question, its position, and the format of its states. */
export interface Header extends About {
  readonly format: typeof FORMAT
  readonly kind: 'tidemark search'
  /** The version of tidemark. */
  readonly tidemark: string
  /** True if states were compared by fingerprints. */
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
