/**
 * A thread of a team that works as others do, until it ends at the worst moment: after it has expanded states, and
 * before it has put what it found.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { Arena, type SharedStates } from '../../explorer/arena'
import { Exact } from '../../explorer/node/team/exact'
import { TeamWorker } from '../../explorer/node/team/team-worker'
import type { Hired } from '../../explorer/node/team/serve'
import { sharedIn } from '../../explorer/node/team/shared'
import { steps } from '../../explorer/steps'
import type { Options } from '../questions/ask'
import { readCase } from '../questions/case'

export interface Mortal extends Hired {
  readonly options: Options
  /** If present, the thread does nothing until it is 1. */
  readonly gate?: SharedArrayBuffer
}

const main = ({ options, gate, seat, memory }: Mortal): void =>
  readCase(options).run((machine, properties) => {
    const known = new Exact(new Arena(memory.words))
    const shared = sharedIn(memory, known)
    const { board, filled } = shared
    const worker = new TeamWorker(machine, properties, known, shared, seat)
    const stepping = steps(machine, properties)
    let round = board.get('round')
    board.include('ready', seat.number)
    for (;;) {
      board.wait('round', round)
      round = board.get('round')
      if (gate !== undefined) Atomics.wait(new Int32Array(gate), 0, 0)
      for (let sent = receive(); sent !== undefined; sent = receive()) known.adopt(sent.message)
      worker.work(stepping)
      board.include('done', seat.number)
      if (gate === undefined && (filled[seat.number] ?? 0) > 0) process.exit(0)
    }
  })

const receive = (): { readonly message: SharedStates } | undefined =>
  parentPort === null ? undefined : receiveMessageOnPort(parentPort)

main(workerData as Mortal)
