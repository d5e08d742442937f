import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { Arena } from '../../arena'
import { FingerprintSet } from '../../fingerprint-set'
import type { Machine, Property } from '../../../contract/machine'
import { adaptive } from '../../memo/adaptive'
import type { Stepping } from '../../steps'
import { ByBits } from './by-bits'
import { Exact } from './exact'
import { TeamWorker, type Seat } from './team-worker'
import type { Known } from './known'
import { sharedIn, type Memory } from './shared'

/** The input of a thread of a team. */
export interface Hired {
  readonly seat: Seat
  readonly memory: Memory
  /** Its memory of steps is replaced by an empty one at this size. */
  readonly bytesOfSteps?: number
}

/** The main loop of a thread of a team. It runs until the thread is terminated. */
export const serveInTeam = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { seat, memory, bytesOfSteps }: Hired,
  stepping?: Stepping,
): never => {
  const known = knownIn(memory)
  const shared = sharedIn(memory, known)
  const { board } = shared
  const best = adaptive(machine, properties, { stepping, mostBytes: bytesOfSteps })
  const worker = new TeamWorker(machine, properties, known, shared, seat, () => best(board.get('begin')))
  let round = board.get('round')
  board.include('ready', seat.number)
  for (;;) {
    board.wait('round', round)
    round = board.get('round')
    // A slow thread may have seen the call before the round changed. It must not do the same task twice.
    if ((((board.get('called') & ~board.get('done')) >>> seat.number) & 1) === 0) continue
    receive(known)
    worker.work()
    board.include('done', seat.number)
  }
}

const knownIn = ({ words, byBits }: Memory): Known =>
  byBits === undefined ? new Exact(new Arena(words)) : new ByBits(words, new FingerprintSet(), byBits)

const receive = (known: Known): void => {
  if (parentPort === null) return
  for (;;) {
    const sent: { readonly message: unknown } | undefined = receiveMessageOnPort(parentPort)
    if (sent === undefined) return
    known.adopt(sent.message)
  }
}
