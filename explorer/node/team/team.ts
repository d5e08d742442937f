import type { Worker } from 'node:worker_threads'
import { size } from '../../../kit/bits'
import { TASK, type Board } from './board'
import type { Shared } from './team-worker'
import type { Pool } from './known'
import type { Hired } from './serve'
import type { Memory } from './shared'

/** Starts a thread that serves: see `serveInTeam`. */
export type Hire = (hired: Hired) => Worker

/**
 * The other threads of a search, as the first thread sees them: which of them can be called, and whether all have
 * finished.
 */
export class Team {
  readonly #board: Board
  readonly #workers: Worker[]
  /** The threads that have ended, as bits. */
  #lost = 0
  #called = 0

  /** Of `workers` threads the first is the caller. */
  constructor(hire: Hire, { board }: Shared, memory: Memory, workers: number) {
    this.#board = board
    this.#workers = Array.from({ length: workers - 1 }, (_, index) => {
      const number = index + 1
      const worker = hire({ seat: { number, workers }, memory })
      worker.unref()
      worker.on('error', () => undefined)
      worker.on('exit', () => {
        this.#lost |= 1 << number
        board.notify('done')
      })
      return worker
    })
  }

  /** The number of other threads that can be called. */
  get present(): number {
    return size(this.#board.get('ready') & ~this.#lost)
  }

  /** The number of threads that ended unexpectedly. */
  get lost(): number {
    return size(this.#lost)
  }

  /** Sends the current memory to all threads, if it has changed. */
  show(pool: Pool): void {
    const news = pool.news()
    if (news !== undefined) for (const worker of this.#workers) worker.postMessage(news)
  }

  /** Calls all running threads to a task, with pieces from `begin` to `end`. */
  call(task: keyof typeof TASK, begin: number, end: number): void {
    const board = this.#board
    this.#called = board.get('ready') & ~this.#lost
    board.set('task', TASK[task])
    board.set('begin', begin)
    board.set('next', begin)
    board.set('end', end)
    board.set('done', 0)
    board.set('called', this.#called)
    board.add('round', 1)
    board.notify('round')
  }

  /** Waits a short time for the called threads. True when all that are still running have finished. */
  haveDone(): boolean {
    const done = this.#board.get('done')
    if ((this.#called & ~done & ~this.#lost) === 0) return true
    this.#board.wait('done', done, PATIENCE)
    return (this.#called & ~this.#board.get('done') & ~this.#lost) === 0
  }

  /** True if a called thread ended before it finished. */
  isSpoilt(): boolean {
    return (this.#called & ~this.#board.get('done')) !== 0
  }

  /** True if this thread was called and has done its part. The first thread always does its part. */
  hasDone(worker: number): boolean {
    return worker === 0 || (((this.#called & this.#board.get('done')) >>> worker) & 1) === 1
  }

  /** Ends all threads. */
  dismiss(): void {
    for (const worker of this.#workers) {
      worker.removeAllListeners('exit')
      void worker.terminate()
    }
  }
}

/** The maximum wait in milliseconds. Then the event loop runs, so that the end of a thread is noticed. */
const PATIENCE = 5
