import { badInput } from './bad-input'

/**
 * A question as text, with the option names of the command line: { kafka: '2.1', brokers: '3', ... }. Command line and
 * replay token both use these words. Only `readQuestion` reads them.
 */
export type Options = Readonly<Record<string, string>>

/** The names of the words that say how the log on disk is bounded. */
export const STORAGE_WORDS: readonly string[] = [
  'storage',
  'segment-records',
  'keys',
  'tombstones',
  'old',
  'retention',
  'time',
  'cleanup',
  'delete-records',
  'change',
]

/** The names of the words that say how replicas move. */
export const REASSIGN_WORDS: readonly string[] = ['reassign', 'assigned']

/** Those about KRaft. */
export const KRAFT_WORDS: readonly string[] = ['metadata-lag', 'elr', 'unassigned', 'forget']

/** The names of the words of a question, as options and in tokens. */
export const QUESTION_WORDS: readonly string[] = [
  ...[
    'kafka',
    'without',
    'with',
    'unlike',
    'partitions',
    'brokers',
    'records',
    'epochs',
    'leader',
    'grain',
    'fetch-records',
    'faults',
    'controlled-shutdown',
    'lag-clock',
    ...KRAFT_WORDS,
    'clients',
    ...STORAGE_WORDS,
    ...REASSIGN_WORDS,
    'acks',
    'min-isr',
    'unclean',
  ],
  ...['judge', 'property', 'availability'],
]

/** Reads a whole number within a range. `given` names the option on which the range depends. */
export const wholeNumber = (name: string, word: string, min: number, max: number, given?: string): number => {
  const value = /^\d{1,15}$/.test(word) ? Number(word) : NaN
  if (value >= min && value <= max) return value
  const because = given === undefined ? '' : `, because ${given}`
  throw badInput(`--${name} is '${word}': expected a whole number from ${min} to ${max}${because}`)
}
