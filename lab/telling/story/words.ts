import type { Machine } from '../../../contract/machine'
import type { Action } from '../../../model/actions'
import type { World } from '../../../properties/history'
import type { Options } from '../../questions/ask'
import { KRAFT_WORDS, REASSIGN_WORDS, STORAGE_WORDS } from '../../questions/words'
import { badInput } from '../../questions/bad-input'
import { hintIn } from '../possible'

/** The kind of a line of a story. A step is the text of an action. The other lines show or check the state. */
export type Verb = 'cluster' | 'show' | 'expect' | 'cannot' | 'again' | 'step'

export const verbOf = (text: string): Verb => {
  if (text === 'show') return 'show'
  if (text.startsWith('again under ')) return 'again'
  const [word] = text.split(' ')
  return word === 'cluster' || word === 'expect' || word === 'cannot' ? word : 'step'
}

/** The words after a verb. */
export const afterVerb = (text: string): readonly string[] =>
  text.split(' ').slice(text.startsWith('again under ') ? 2 : 1)

/** 'kafka=1.1 brokers=2' */
export const pairsOf = (words: readonly string[]): Options =>
  Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=')
      if (at < 1) throw badInput(`'${word}' has no value, expected name=value`)
      return [word.slice(0, at), word.slice(at + 1)]
    }),
  )

/** A story says what differs from a small world without faults; what it leaves out is this. */
const USUAL: Options = {
  ...{ kafka: 'baseline', brokers: '3', records: '3', epochs: '4', leader: '1', faults: 'none' },
  ...{ acks: 'all', 'min-isr': '2', judge: 'clean' },
}

const EXTRA = [
  'without',
  'with',
  'partitions',
  'grain',
  'controlled-shutdown',
  'unclean',
  'property',
  'lag-clock',
  ...KRAFT_WORDS,
  'clients',
  ...STORAGE_WORDS,
  ...REASSIGN_WORDS,
]

/** The question of a `cluster` line. */
export const clusterOf = (text: string): Options => {
  const words = pairsOf(afterVerb(text))
  const known = [...Object.keys(USUAL), ...EXTRA]
  const stray = Object.keys(words).find((name) => !known.includes(name))
  if (stray !== undefined) throw badInput(`a cluster has no '${stray}', expected ${known.join(', ')}`)
  return { ...USUAL, ...words }
}

/**
 * The action with this text. With only one controller, its epoch may be left out. An error names the nearest steps, and
 * what can happen in the given state.
 */
export const actionOf = (machine: Machine<World, Action>, text: string, state: () => World): Action => {
  const action = machine.actions.parse(text)
  if (action !== undefined) return action
  throw badInput(`'${text}' is neither a command nor a step of this cluster${hintIn(machine, state(), text)}`)
}
