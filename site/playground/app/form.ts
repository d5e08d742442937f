import type { Options } from '../../../lab/questions/words'
import type { Catalogue } from '../catalogue'

/** What is filled in. All of it is text, and what makes no sense is refused by the worker. */
export interface Form {
  readonly fields: Options
  /** KIPs and fixes that are switched off. */
  readonly without: readonly string[]
  /** How often each fault may happen. */
  readonly faults: Options
  readonly more: string
}

/** The fields that the form has; `yes` or `no` where it is a box. */
const BOXES = ['unclean', 'availability']
const FIELDS = ['kafka', 'unlike', 'brokers', 'records', 'epochs', 'leader', 'acks', 'min-isr', 'grain', 'judge']
const KNOWN = [...FIELDS, ...BOXES, 'max-states']

/** Options of the command line that stand alone. */
const FLAGS = ['lag-clock', 'clients', 'storage', 'delete-records']

/** A page that searches until its memory is full would be stopped by the browser. */
const MOST_STATES = '1000000'

/** The form for a question. What it has no field for is typed below. */
export const formFor = (question: Options): Form => {
  const { without = '', faults = 'none', ...rest } = question
  const more = Object.entries(rest)
    .filter(([name]) => !KNOWN.includes(name))
    .map(([name, word]) => (FLAGS.includes(name) ? `--${name}` : `--${name} ${word}`))
  const known = Object.entries(rest).filter(([name]) => KNOWN.includes(name))
  return {
    fields: { grain: 'atomic', 'max-states': MOST_STATES, ...Object.fromEntries(known) },
    without: without.split(',').filter((name) => name !== ''),
    faults: faults === 'none' ? {} : Object.fromEntries(faults.split(',').map(faultOf)),
    more: more.join(' '),
  }
}

const faultOf = (word: string): readonly [string, string] => {
  const [name = '', ...times] = word.split('=')
  return [name, times.join('=')]
}

/** The options that the form asks with. */
export const typedIn = ({ fields, without, faults }: Form): Options => ({
  ...Object.fromEntries(Object.entries(fields).filter(([name, word]) => isSaid(name, word))),
  ...(without.length === 0 ? {} : { without: without.join() }),
  faults:
    Object.entries(faults)
      .filter(([, times]) => times.trim() !== '')
      .map(([name, times]) => `${name}=${times.trim()}`)
      .join() || 'none',
})

/** An empty number is passed on, so that it is refused. */
const isSaid = (name: string, word: string): boolean => {
  if (BOXES.includes(name)) return word === 'yes'
  return word !== '' || !MAY_BE_EMPTY.includes(name)
}

const MAY_BE_EMPTY = ['unlike', 'max-states']

/** The form with another value in it. What another version does not have is not switched off there. */
export const withField = (form: Form, name: string, word: string, { kafkas }: Catalogue): Form => {
  const fields = { ...form.fields, [name]: word }
  if (name !== 'kafka') return { ...form, fields }
  const has = kafkas.find((kafka) => kafka.name === word)?.amendments ?? []
  return { ...form, fields, without: form.without.filter((left) => has.some((one) => one.name === outer(left))) }
}

/** kip-101 of kip-101/truncation. */
const outer = (name: string): string => name.split('/')[0] ?? name
