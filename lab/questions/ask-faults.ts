/** The words of a question about faults: how often each may happen. */
import { FREE, type Bounds } from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import { badInput, expected } from './bad-input'
import { isOfLiveness, type Question } from './question'
import { wholeNumber } from './words'

export const NO_FAULTS = 'none'
const MOST_OF_A_FAULT = 99

/** The faults that have a budget: 'process-crash=1,leader-move=2'. */
export const sayFaults = (budget: Bounds['faults']): string =>
  faults
    .filter((fault) => budget[fault] > 0)
    .map((fault) => `${fault}=${budget[fault] === FREE ? FREE_WORD : budget[fault]}`)
    .join()

/** Reads `process-crash=1,isr-shrink=free`. */
export const readFaults = (words: string): Partial<Bounds['faults']> => {
  if (words === NO_FAULTS) return {}
  const budgets = words
    .split(',')
    .filter((word) => word !== '')
    .map(faultBudget)
  if (budgets.length === 0)
    throw badInput(`--faults is '${words}': expected ${NO_FAULTS}, or faults such as process-crash=1`)
  const twice = budgets.find(([name], index) => budgets.findIndex(([other]) => other === name) < index)
  if (twice !== undefined) throw badInput(`--faults names ${twice[0]} twice: expected each fault once`)
  return Object.fromEntries(budgets)
}

const faultBudget = (text: string): readonly [Fault, number] => {
  const [name = '', budget = '1', ...rest] = text.split('=')
  const fault = faults.find((known) => known === name)
  if (fault === undefined) throw badInput(`--faults names '${name}'${expected(name, faults)}`)
  if (budget === FREE_WORD && rest.length === 0) return [fault, freely(fault)]
  return [fault, wholeNumber(`faults ${fault}`, [budget, ...rest].join('='), 0, MOST_OF_A_FAULT)]
}

const FREE_WORD = 'free'

/** Other faults use up broker epochs, or leader epochs, without which a search says little. */
const freely = (fault: Fault): number => {
  if (fault === 'isr-shrink') return FREE
  throw badInput(`--faults has ${fault}=${FREE_WORD}: expected a whole number; only isr-shrink may be ${FREE_WORD}`)
}

/** A claim about the end leaves out faults, which end with their budgets. */
export const refuseFreeInTheEnd = ({ properties, bounds: { faults: budget } }: Question): void => {
  const named = properties.find(isOfLiveness)
  if (named === undefined || budget['isr-shrink'] !== FREE) return
  throw badInput(
    `--faults isr-shrink=${FREE_WORD} does not go with '${named}': expected a whole number, such as isr-shrink=2`,
  )
}
