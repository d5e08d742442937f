import { Arena, type SharedStates } from '../../arena'
import type { Claims } from './claims'
import type { Found, Known, Pool } from './known'

/** The team knows complete states: an arena in shared memory. */
export class Exact implements Known {
  protected readonly arena: Arena

  constructor(arena: Arena) {
    this.arena = arena
  }

  get words(): number {
    return this.arena.words
  }

  chunk(index: number): Int32Array {
    return this.arena.chunk(index)
  }

  offset(index: number): number {
    return this.arena.offset(index)
  }

  knows(packed: Int32Array, states: number, known: Uint8Array, hashes: Int32Array): void {
    this.arena.knows(packed, states, known, hashes)
  }

  clashes(): boolean {
    return false
  }

  put({ count, indexes, hashes, ats, parents, actions }: Found, { rows }: Claims): void {
    for (let one = 0; one < count; one++) {
      const index = indexes[one] as number
      this.arena.write(index, rows, ats[one] as number)
      this.arena.link(index, parents[one] as number, actions[one] as number)
    }
    this.arena.enterSome(count, indexes, hashes)
  }

  enter(begin: number, end: number): void {
    this.arena.enter(begin, end)
  }

  adopt(news: unknown): void {
    this.arena.adopt(news as SharedStates)
  }
}

/** The same for the first thread, which owns the other threads. */
export class ExactPool extends Exact implements Pool {
  readonly bytes = 0
  #chunksSent = 0
  #tableSent: Int32Array | undefined

  constructor(words: number) {
    super(new Arena(words, (bytes) => new SharedArrayBuffer(bytes)))
  }

  get store(): Arena {
    return this.arena
  }

  begin(): void {
    // All threads share the arena.
  }

  reserve(count: number): boolean {
    return this.arena.reserve(count)
  }

  extend(count: number): void {
    this.arena.extend(count)
  }

  news(): SharedStates | undefined {
    const shared = this.arena.shared(this.#chunksSent)
    if (shared.states.length === 0 && shared.table === this.#tableSent) return undefined
    this.#chunksSent += shared.states.length
    this.#tableSent = shared.table
    return shared
  }
}
