import { explore } from '../../explorer/breadth'
import { dieHard, neverFour } from '../../specimens/die-hard'
import type { Canary } from './canary'

/**
 * The canary of a run about another machine than Kafka: a puzzle whose solution breaks a property. So the model of Kafka
 * need not be loaded for such a run, which would take longer than most of them.
 */
export const canaryOfMachines = (): Canary => {
  const { breach } = explore(dieHard, [neverFour])
  if (breach === undefined)
    throw new Error(`the canary holds: '${neverFour.name}' is false, so properties are not judged`)
  return { property: `'${neverFour.name}'`, steps: breach.actions.length }
}
