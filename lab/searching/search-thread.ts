import { workerData } from 'node:worker_threads'
import { serveInTeam, type Hired } from '../../explorer/node/team/serve'
import { steps } from '../../explorer/steps'
import { upToRenaming } from '../../explorer/symmetry'
import type { Options } from '../questions/ask'
import { readCase } from '../questions/case'

/** The input of a search thread: the question, and its seat. */
export interface Order extends Hired {
  readonly options: Options
  readonly symmetry: boolean
}

/** One thread of a search: makes the machine of the question for itself, and works until it is ended. */
const main = ({ options, symmetry, ...hired }: Order): void =>
  readCase(options).run((machine, properties) =>
    symmetry ? serveInTeam(upToRenaming(machine), properties, hired, steps) : serveInTeam(machine, properties, hired),
  )

main(workerData as Order)
