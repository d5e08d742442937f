import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { Arena, type SharedStates } from '../../arena'
import type { Machine, Property } from '../../machine'
import { seasoned } from '../../memo/seasoned'
import type { Stepping } from '../../steps'
import { Hand, type Seat } from './hand'
import { sharedIn, type Memory } from './shared'

/** What a thread of a team is given. */
export interface Hired {
  readonly seat: Seat
  readonly memory: Memory
}

/** Works in a thread of its own, until that is ended from outside. */
export const serveInTeam = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { seat, memory }: Hired,
  stepping?: Stepping,
): never => {
  const shared = sharedIn(memory)
  const { board } = shared
  const arena = new Arena(memory.words)
  const hand = new Hand(machine, properties, arena, shared, seat)
  const season = seasoned(machine, properties)
  let steps = stepping?.(machine, properties) ?? season(undefined, 0, [])
  let round = board.get('round')
  board.include('ready', seat.number)
  for (let rounds = 0; ; rounds++) {
    board.wait('round', round)
    round = board.get('round')
    if (((board.get('called') >>> seat.number) & 1) === 0) continue
    receive(arena)
    if (stepping === undefined) steps = season(steps, rounds * STATES_A_ROUND, steps.met)
    hand.work(steps)
    board.include('done', seat.number)
  }
}

/** Roughly; it only says when steps are better taken from memory. */
const STATES_A_ROUND = 10_000

const receive = (arena: Arena): void => {
  if (parentPort === null) return
  for (;;) {
    const sent = receiveMessageOnPort(parentPort) as { readonly message: SharedStates } | undefined
    if (sent === undefined) return
    arena.adopt(sent.message)
  }
}
