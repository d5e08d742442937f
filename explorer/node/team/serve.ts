import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { Arena } from '../../arena'
import { FingerprintSet } from '../../fingerprint-set'
import type { Machine, Property } from '../../../contract/machine'
import { Borrowed } from '../../memo/borrowed'
import { steps, type Stepping, type Steps } from '../../steps'
import { ByBits } from './by-bits'
import { Exact } from './exact'
import type { LearnedNews, News } from './lender'
import { TeamWorker, type Seat } from './team-worker'
import type { Known } from './known'
import { sharedIn, type Memory } from './shared'

/** The input of a thread of a team. */
export interface Hired {
  readonly seat: Seat
  readonly memory: Memory
}

/** The main loop of a thread of a team. It runs until the thread is terminated. */
export const serveInTeam = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { seat, memory }: Hired,
  stepping?: Stepping,
): never => {
  const known = knownIn(memory)
  const shared = sharedIn(memory, known)
  const { board } = shared
  const borrower = borrowing(machine, properties, memory)
  let byRules: Steps | undefined
  const best = (): Steps =>
    (board.get('borrow') === 1 ? borrower.steps() : undefined) ?? (byRules ??= (stepping ?? steps)(machine, properties))
  const worker = new TeamWorker(machine, properties, known, shared, seat, best)
  let round = board.get('round')
  board.include('ready', seat.number)
  for (;;) {
    board.wait('round', round)
    round = board.get('round')
    // A slow thread may have seen the call before the round changed. It must not do the same task twice.
    if ((((board.get('called') & ~board.get('done')) >>> seat.number) & 1) === 0) continue
    receive(known, borrower)
    worker.work()
    board.include('done', seat.number)
  }
}

const knownIn = ({ words, byBits }: Memory): Known =>
  byBits === undefined ? new Exact(new Arena(words)) : new ByBits(words, new FingerprintSet(), byBits)

/** Steps from the memory of the first thread. */
interface Borrower {
  /** Absent as long as no memory was received. */
  steps(): Steps | undefined
  adopt(news: LearnedNews): void
}

const borrowing = <S, A>(
  { states: { words }, actions }: Machine<S, A>,
  properties: readonly Property<S, A>[],
  memory: Memory,
): Borrower => {
  const size = { words, actions: actions.all.length, properties: properties.length }
  const ends = new Int32Array(memory.ends)
  let now: { readonly memory: number; readonly steps: Borrowed } | undefined
  return {
    steps() {
      now?.steps.refresh()
      return now?.steps
    },
    adopt({ memory, learned }) {
      if (now?.memory === memory) now.steps.adopt(learned)
      else now = { memory, steps: new Borrowed(size, learned, ends) }
    },
  }
}

const receive = (known: Known, borrower: Borrower): void => {
  if (parentPort === null) return
  for (;;) {
    const sent: { readonly message: News } | undefined = receiveMessageOnPort(parentPort)
    if (sent === undefined) return
    if (sent.message.known !== undefined) known.adopt(sent.message.known)
    if (sent.message.learned !== undefined) borrower.adopt(sent.message.learned)
  }
}
