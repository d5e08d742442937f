import { Board, BYTES_OF_BOARD } from './board'
import { bytesOfClaims, Claims, ROWS } from './claims'
import type { Shared } from './hand'

/** The memory of what a team shares, as it is sent to a thread. */
export interface Memory {
  readonly words: number
  readonly board: SharedArrayBuffer
  readonly claims: SharedArrayBuffer
  readonly places: SharedArrayBuffer
  readonly filled: SharedArrayBuffer
  readonly wide: SharedArrayBuffer
  readonly facts: SharedArrayBuffer
}

export const newMemory = (words: number, hands: number, facts: number): Memory => ({
  words,
  board: new SharedArrayBuffer(BYTES_OF_BOARD),
  claims: new SharedArrayBuffer(bytesOfClaims(words)),
  places: new SharedArrayBuffer(4 * ROWS),
  filled: new SharedArrayBuffer(4 * hands),
  wide: new SharedArrayBuffer(4 * hands),
  facts: new SharedArrayBuffer(4 * facts),
})

export const sharedIn = (memory: Memory): Shared => ({
  board: new Board(memory.board),
  claims: new Claims(memory.words, memory.claims),
  places: new Int32Array(memory.places),
  filled: new Int32Array(memory.filled),
  wide: new Int32Array(memory.wide),
  facts: new Int32Array(memory.facts),
})
