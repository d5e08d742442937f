import { badInput, expected } from '../../../lab/questions/bad-input'
import { QUESTION_WORDS, type Options } from '../../../lab/questions/words'

/** Options that stand alone. */
const FLAGS = ['unclean', 'lag-clock', 'clients', 'storage', 'delete-records', 'availability', 'partial-order']

const KNOWN = [...QUESTION_WORDS, 'partial-order', 'max-states', 'max-minutes', 'max-memory']

/** A tab of a browser has less memory than a process. */
const USUAL_GIB = '1'

/** The options of a form, and the words that were typed beside it, as on a command line. Bad input where they make no sense. */
export const typedIn = (form: Options, more: string): Options => {
  const found = new Map<string, string>()
  const words = more.split(/\s+/).filter((word) => word !== '')
  for (let at = 0; at < words.length; at++) {
    const [name, value] = optionIn(words[at] ?? '')
    if (found.has(name) || form[name] !== undefined) throw badInput(`--${name} is given twice: expected it once`)
    if (FLAGS.includes(name)) {
      if (value !== undefined) throw badInput(`--${name} is '${value}': expected no value`)
      found.set(name, 'yes')
      continue
    }
    const said = value ?? words[++at]
    if (said === undefined || said.startsWith('--'))
      throw badInput(`--${name} is without a value: expected one after it`)
    found.set(name, said)
  }
  return { 'max-memory': USUAL_GIB, ...form, ...Object.fromEntries(found) }
}

/** '--records', or '--records=2'. */
const optionIn = (word: string): readonly [name: string, value: string | undefined] => {
  const [, name, value] = /^--([\w-]+)(?:=(.*))?$/.exec(word) ?? []
  if (name === undefined) throw badInput(`'${word}' is no option: expected a word such as --records`)
  if (KNOWN.includes(name)) return [name, value]
  throw badInput(`--${name} is no option of this page${expected(name, KNOWN)}`)
}
