/** What to ask after `survive`. */
import type { Survival } from '../lab/surviving/survive'
import type { HarmJson } from '../reports/json-survive'
import { shellWord } from '../reports/formats/words'
import { sayOptions } from './next'
import { USUAL, type Typed } from './options'

/** The most faults in a set. */
export const MOST_FAULTS = 5

/**
 * A search of one set is stopped here, unless something else is said; the set is unknown then. With KRaft two faults of three brokers take
 * millions of states, and one fault of three takes 45,000 at most from 3.7 on.
 */
export const mostStatesFor = (isKraft: boolean, brokers: number): number =>
  isKraft && brokers >= 3 ? 60_000 : 1_000_000

/**
 * All that was typed, where it was stopped, and with more states where some set is unknown: each set that is known has its own command
 * already. Or else the first schedule as a picture, or one fault more.
 */
export const nextOfSurvive = (
  typed: Typed,
  { asked: { bounds }, within, isStopped }: Pick<Survival, 'asked' | 'within' | 'isStopped'>,
  fates: readonly Pick<HarmJson, 'sets' | 'unknown'>[],
): string => {
  const asked = without(typed, ['json', 'page'])
  const usual = mostStatesFor(bounds.kraft !== undefined, bounds.brokers)
  if (isStopped) return said(without(asked, ['max-minutes']))
  if (fates.some(({ unknown }) => unknown.length > 0))
    return said({ ...asked, 'max-states': String(10 * Number(typed['max-states'] ?? usual)) })
  const token = fates.flatMap(({ sets }) => sets)[0]?.token
  if (token !== undefined) return `page ${shellWord(token)}`
  return said({ ...asked, ...oneMore(typed, within) })
}

const without = (typed: Typed, names: readonly string[]): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !names.includes(name)))

/** A set of one fault more; and each kind once more, where all of them together are no larger set. */
const oneMore = ({ faults }: Typed, { faults: size, most }: Survival['within']): Typed => {
  const all = Object.values(most).reduce((sum, times) => sum + times, 0)
  const kinds = Object.entries(most).map(([kind, times]) => `${kind}=${times + 1}`)
  return {
    ...(faults !== undefined && all <= size ? { faults: kinds.join() } : {}),
    'max-faults': String(Math.min(MOST_FAULTS, size + 1)),
  }
}

/** The settings are said even where they are the usual ones. No faults: the usual ones. */
const said = (asked: Typed): string => {
  const words = Object.entries({ ...SETTINGS, ...asked }).filter(([, word]) => word !== '')
  return ['survive', ...sayOptions(Object.fromEntries(words))].join(' ')
}

const SETTINGS: Typed = {
  ...{ kafka: USUAL['kafka'] ?? '', replicas: '3' },
  ...{ 'min-isr': USUAL['min-isr'] ?? '', acks: USUAL['acks'] ?? '' },
}
