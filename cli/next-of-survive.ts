/** What to ask after `survive`. */
import type { Survival } from '../lab/surviving/survive'
import type { HarmJson } from '../reports/json-survive'
import { shellWord } from '../reports/formats/words'
import { sayOptions } from './next'
import { USUAL, USUAL_MEMORY, type Typed } from './options'

/** The most faults in a set. */
export const MOST_FAULTS = 5

/** How far `survive` goes, unless something else is typed. */
interface Usual {
  /** The most faults in a set. */
  readonly faults: number
  /** A search of one set is stopped here, and the set is unknown. */
  readonly states: number
}

/**
 * With KRaft two faults of three brokers take millions of states, and one fault of three takes 45,000 at most from 3.7 on. One fault of
 * four takes 0.7 million states in 4.3 and 1.7 in 3.2, and of five 10.3 million in 4.3, so larger clusters are asked about one fault, and that
 * ends within the limit.
 */
export const usualFor = (isKraft: boolean, brokers: number): Usual => {
  if (!isKraft || brokers < 3) return { faults: 2, states: 1_000_000 }
  if (brokers === 3) return { faults: 2, states: 60_000 }
  return { faults: 1, states: brokers === 4 ? 2_000_000 : 50_000_000 }
}

/**
 * All that was typed, where it was stopped, and with more memory or more states where some set is unknown: each set that is known has its own
 * command already. Or else the first schedule as a picture, or one fault more.
 */
export const nextOfSurvive = (
  typed: Typed,
  { asked: { bounds }, within, isStopped, isFull }: Pick<Survival, 'asked' | 'within' | 'isStopped' | 'isFull'>,
  fates: readonly Pick<HarmJson, 'sets' | 'unknown'>[],
): string => {
  const asked = without(typed, ['json', 'page'])
  const usual = usualFor(bounds.kraft !== undefined, bounds.brokers).states
  if (isStopped) return said(without(asked, ['max-minutes']))
  const isUnknown = fates.some(({ unknown }) => unknown.length > 0)
  if (isUnknown && isFull)
    return said({ ...asked, 'max-memory': String(2 * Number(typed['max-memory'] ?? USUAL_MEMORY)) })
  if (isUnknown) return said({ ...asked, 'max-states': String(10 * Number(typed['max-states'] ?? usual)) })
  const token = fates.flatMap(({ sets }) => sets)[0]?.token
  if (token !== undefined) return `page ${shellWord(token)}`
  return said({ ...asked, ...oneMore(typed, within) })
}

const without = (typed: Typed, names: readonly string[]): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !names.includes(name)))

/** After no fault the usual ones. Otherwise a set of one fault more; and each kind once more, where all of them together are no larger set. */
const oneMore = (typed: Typed, { faults: size, most }: Survival['within']): Typed => {
  const all = Object.values(most).reduce((sum, times) => sum + times, 0)
  const kinds = Object.entries(most).map(([kind, times]) => `${kind}=${times + 1}`)
  const more = String(Math.min(MOST_FAULTS, size + 1))
  if (kinds.length === 0) return { faults: '', 'max-faults': typed['max-faults'] === undefined ? '' : more }
  return {
    ...(typed['faults'] !== undefined && all <= size ? { faults: kinds.join() } : {}),
    'max-faults': more,
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
