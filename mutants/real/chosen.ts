/** Which mutants are tried beside Kafka: by a rule, before any of them is. */
import { equivalents } from '../equivalent'
import { nameOf, type Mutant } from '../mutant'
import { keyOf } from './probes'

/** What a broker does. The controller, ZooKeeper and the faults are the model's own where Kafka's classes are stepped. */
const OF_A_BROKER = /^model\/(broker|replica|versions\/kips)\//

/** Guards of a broker that are dropped. */
export const guardsAmong = (mutants: readonly Mutant[]): readonly Mutant[] => {
  const equivalent = new Set(equivalents.map(({ name }) => name))
  return mutants.filter(
    (one) => one.operator === 'guard dropped' && OF_A_BROKER.test(one.file) && !equivalent.has(nameOf(one)),
  )
}

/** Of the guards that hold in the walks of the model alone, so many, at equal distances in the order of files and lines. */
export const chosenAmong = (guards: readonly Mutant[], held: readonly string[], count: number): readonly Mutant[] => {
  const holding = guards.filter((one) => held.includes(keyOf(one)))
  const most = Math.min(count, holding.length)
  return Array.from({ length: most }, (_, place) => holding[Math.floor((place * holding.length) / most)] as Mutant)
}
