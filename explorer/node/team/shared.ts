import type { FileStore } from '../saving/file-store'
import { newBatchMemory, type BatchMemory } from './by-bits'
import { Board, BYTES_OF_BOARD } from './board'
import { bytesOfClaims, Claims, ROWS } from './claims'
import type { Shared } from './team-worker'
import type { Known } from './known'

/** The shared memory of a team, as it is sent to a thread. */
export interface Memory {
  readonly words: number
  readonly board: SharedArrayBuffer
  readonly claims: SharedArrayBuffer
  readonly places: SharedArrayBuffer
  readonly filled: SharedArrayBuffer
  readonly wide: SharedArrayBuffer
  readonly stuck: SharedArrayBuffer
  readonly facts: SharedArrayBuffer
  /** Present if states are compared by 64-bit fingerprints. */
  readonly byBits?: BatchMemory
}

export const newMemory = (words: number, workers: number, facts: number, store?: FileStore): Memory => ({
  words,
  board: new SharedArrayBuffer(BYTES_OF_BOARD),
  claims: new SharedArrayBuffer(bytesOfClaims(words)),
  places: new SharedArrayBuffer(4 * ROWS),
  filled: new SharedArrayBuffer(4 * workers),
  wide: new SharedArrayBuffer(4 * workers),
  stuck: new SharedArrayBuffer(8 * workers),
  facts: new SharedArrayBuffer(4 * facts),
  ...(store === undefined ? {} : { byBits: newBatchMemory(store) }),
})

export const sharedIn = (memory: Memory, known: Known): Shared => ({
  board: new Board(memory.board),
  claims: new Claims(known, memory.claims),
  places: new Int32Array(memory.places),
  filled: new Int32Array(memory.filled),
  wide: new Int32Array(memory.wide),
  stuck: new Int32Array(memory.stuck),
  facts: new Int32Array(memory.facts),
})
