import { workerData } from 'node:worker_threads'
import { serveInTeam, type Hired } from '../../explorer/node/team/serve'
import { steps } from '../../explorer/steps'
import { upToRenaming } from '../../explorer/symmetry'
import type { Said } from '../questions/ask'
import { readCase } from '../questions/case'

/** The input of a search thread: the question, and its seat. */
export interface Order extends Hired {
  readonly said: Said
  readonly symmetry: boolean
}

/** One thread of a search. It builds its own machine for the question, and works until it is terminated. */
const main = ({ said, symmetry, ...hired }: Order): void =>
  readCase(said).run((machine, properties) =>
    symmetry ? serveInTeam(upToRenaming(machine), properties, hired, steps) : serveInTeam(machine, properties, hired),
  )

main(workerData as Order)
