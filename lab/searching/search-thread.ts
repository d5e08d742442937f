import { workerData } from 'node:worker_threads'
import { serveInTeam, type Hired } from '../../explorer/node/team/serve'
import type { Machine, Property } from '../../contract/machine'
import { steps, type Stepping } from '../../explorer/steps'
import { upToRenaming } from '../../explorer/symmetry'
import type { Options } from '../questions/ask'
import { readCase } from '../questions/case'
import { goalOf } from '../questions/goal'

/** The input of a search thread: the question, the goal if it searches for one, and its seat. */
export interface Order extends Hired {
  readonly options: Options
  readonly symmetry: boolean
  readonly goal?: string
}

/** One thread of a search: makes the machine of the question for itself, and works until it is ended. */
const main = ({ options, symmetry, goal, ...hired }: Order): void =>
  readCase(options).run((machine, properties, view) => {
    if (goal === undefined) return serve(machine, properties, symmetry, hired)
    const { machine: seeing, property, asksRules } = goalOf(goal, machine, view)
    return serve(seeing, [property], symmetry, hired, asksRules ? steps : undefined)
  })

const serve = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  symmetry: boolean,
  hired: Hired,
  stepping?: Stepping,
): never =>
  symmetry
    ? serveInTeam(upToRenaming(machine), properties, hired, steps)
    : serveInTeam(machine, properties, hired, stepping)

main(workerData as Order)
