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
  /**
   * The number of tasks that the mortal thread has done, or OPEN once it has ended. A thread that `waits` begins each task
   * after the mortal thread has done its own, so that states are left for it.
   */
  readonly gate: SharedArrayBuffer
  readonly waits: boolean
}

export const OPEN = -1

const main = ({ options, gate, waits, seat, memory }: Mortal): void =>
  readCase(options).run((machine, properties) => {
    const known = new Exact(new Arena(memory.words))
    const shared = sharedIn(memory, known)
    const { board, filled } = shared
    const stepping = steps(machine, properties)
    const worker = new TeamWorker(machine, properties, known, shared, seat, () => stepping)
    const tasks = new Int32Array(gate)
    let [round, seen] = [board.get('round'), 0]
    board.include('ready', seat.number)
    for (;;) {
      board.wait('round', round)
      round = board.get('round')
      if (waits && Atomics.load(tasks, 0) !== OPEN) Atomics.wait(tasks, 0, seen)
      seen = Atomics.load(tasks, 0)
      for (let sent = receive(); sent !== undefined; sent = receive()) known.adopt(sent.message)
      worker.work()
      board.include('done', seat.number)
      if (waits) continue
      if ((filled[seat.number] ?? 0) > 0) process.exit(0)
      Atomics.add(tasks, 0, 1)
      Atomics.notify(tasks, 0)
    }
  })

const receive = (): { readonly message: SharedStates } | undefined =>
  parentPort === null ? undefined : receiveMessageOnPort(parentPort)

if (parentPort !== null) main(workerData as Mortal)
