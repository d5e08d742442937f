/** Specimens with properties of convergence, and the figures of other checkers. */
import { explore } from '../explorer/breadth'
import { steps } from '../explorer/steps'
import type { Outcome } from '../explorer/search'
import { specimens, type Constants } from './catalogue'

export const searched = (name: string, constants: Constants): Outcome<unknown> => {
  const specimen = specimens.find((one) => one.name === name)
  if (specimen === undefined) throw new Error(`no specimen is named ${name}`)
  return specimen
    .build(constants)
    .run((machine, properties): Outcome<unknown> => explore(machine, properties, {}, steps))
}
