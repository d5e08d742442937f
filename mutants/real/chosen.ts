/** Which mutants are tried beside Kafka: by a rule, before any of them is. */
import { equivalents } from '../equivalent'
import { nameOf, type Mutant } from '../mutant'

/** What a broker does. The controller, ZooKeeper and the faults are the model's own where Kafka's classes are stepped. */
const OF_A_BROKER = /^model\/(broker|replica|versions\/kips)\//

/** Guards of a broker that are dropped. */
export const guardsAmong = (mutants: readonly Mutant[]): readonly Mutant[] => {
  const equivalent = new Set(equivalents.map(({ name }) => name))
  return mutants.filter(
    (one) => one.operator === 'guard dropped' && OF_A_BROKER.test(one.file) && !equivalent.has(nameOf(one)),
  )
}

/** So many of them, at equal distances. */
export const atEqualDistances = (mutants: readonly Mutant[], count: number): readonly Mutant[] => {
  const most = Math.min(count, mutants.length)
  return Array.from({ length: most }, (_, place) => mutants[Math.floor((place * mutants.length) / most)] as Mutant)
}
