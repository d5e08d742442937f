/** The words of a question about faults: how often each may happen. */
import { FREE, type Bounds } from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import { sharable } from '../telling/fault-of'
import { badInput, expected } from './bad-input'
import { isOfLiveness, type Question } from './question'
import { wholeNumber } from './words'

export const NO_FAULTS = 'none'
const MOST_OF_A_FAULT = 99

/** The budgets of faults, and which of them share one. */
type Budgets = Pick<Bounds, 'faults' | 'sharing'>

/** The faults that have a budget: 'process-crash=1,leader-move=2'. Those that share one are said together: 'pause/cut-off=1'. */
export const sayFaults = ({ faults: budget, sharing = [] }: Budgets): string =>
  faults
    .filter((fault) => budget[fault] > 0)
    .flatMap((fault) => {
      const names = sharing.find((some) => some.includes(fault)) ?? [fault]
      const times = budget[fault] === FREE ? FREE_WORD : budget[fault]
      return names[0] === fault ? [`${names.join(BETWEEN)}=${times}`] : []
    })
    .join()

/** Reads `process-crash=1,isr-shrink=free,pause/cut-off=1`. */
export const readFaults = (words: string): Pick<Bounds, 'sharing'> & { readonly faults: Partial<Bounds['faults']> } => {
  if (words === NO_FAULTS) return { faults: {} }
  const budgets = words
    .split(',')
    .filter((word) => word !== '')
    .map(faultBudget)
  if (budgets.length === 0)
    throw badInput(`--faults is '${words}': expected ${NO_FAULTS}, or faults such as process-crash=1`)
  const names = budgets.flatMap(([some]) => some)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw badInput(`--faults names ${twice} twice: expected each fault once`)
  const sharing = budgets.map(([some]) => some).filter((some) => some.length > 1)
  return {
    faults: Object.fromEntries(budgets.flatMap(([some, times]) => some.map((name) => [name, times]))),
    ...(sharing.length === 0 ? {} : { sharing }),
  }
}

const faultBudget = (text: string): readonly [readonly Fault[], number] => {
  const [names = '', budget = '1', ...rest] = text.split('=')
  const [fault, ...others] = names.split(BETWEEN).map(faultNamed)
  if (fault === undefined) return [[], 0]
  if (others.length > 0) return [sharingFaults([fault, ...others]), oneOfThem(names, [budget, ...rest].join('='))]
  if (budget === FREE_WORD && rest.length === 0) return [[fault], freely(fault)]
  return [[fault], wholeNumber(`faults ${fault}`, [budget, ...rest].join('='), 0, MOST_OF_A_FAULT)]
}

const faultNamed = (name: string): Fault => {
  const fault = faults.find((known) => known === name)
  if (fault === undefined) throw badInput(`--faults names '${name}'${expected(name, faults)}`)
  return fault
}

/** In the order of the faults of the model, so that the same question has the same words. */
const sharingFaults = (some: readonly Fault[]): readonly Fault[] => {
  const stray = some.find((fault) => !sharable.includes(fault))
  if (stray !== undefined)
    throw badInput(`--faults has ${some.join(BETWEEN)}: expected ${stray} with a budget of its own`)
  const twice = some.find((name, index) => some.indexOf(name) < index)
  if (twice !== undefined) throw badInput(`--faults names ${twice} twice: expected each fault once`)
  return faults.filter((fault) => some.includes(fault))
}

const oneOfThem = (names: string, times: string): number => {
  if (times === '1') return 1
  throw badInput(`--faults has ${names}=${times}: expected ${names}=1, because one of these faults happens, and once`)
}

/** Stands between faults that share a budget. */
const BETWEEN = '/'

const FREE_WORD = 'free'

/** These happen all day, and leave nothing behind that is counted; others use up broker epochs or leader epochs (docs/decisions/0075). */
const mayBeFree: readonly Fault[] = ['isr-shrink', 'lost-alter-partition']

const freely = (fault: Fault): number => {
  if (mayBeFree.includes(fault)) return FREE
  throw badInput(
    `--faults has ${fault}=${FREE_WORD}: expected a whole number; only ${mayBeFree.join(' and ')} may be ${FREE_WORD}`,
  )
}

/** A claim about the end leaves out faults, which end with their budgets. */
export const refuseFreeInTheEnd = ({ properties, bounds: { faults: budget } }: Question): void => {
  const named = properties.find(isOfLiveness)
  const free = faults.find((fault) => budget[fault] === FREE)
  if (named === undefined || free === undefined) return
  throw badInput(
    `--faults ${free}=${FREE_WORD} does not go with '${named}': expected a whole number, such as ${free}=2`,
  )
}
