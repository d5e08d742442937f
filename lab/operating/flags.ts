/** The flags of a tool, read as joptsimple reads them: the library that all of Kafka's tools use. */
import { nearest } from '../../kit/nearest'
import { isBefore } from '../../model/versions/releases'
import { since, type Kafka } from './release'

export interface Flag {
  readonly name: string
  /** What its argument is called; undefined: it takes none. */
  readonly arg?: string
  /** Its argument may be left out. */
  readonly isOptional?: boolean
  readonly isNumber?: boolean
  /** It may be given more than once. */
  readonly repeats?: boolean
  /** The first release that has it. */
  readonly since?: string
  /** The first release that does not have it any more. */
  readonly until?: string
}

/** The flags that a line has, each with its arguments. */
export interface Given {
  has(name: string): boolean
  /** The argument of a flag; undefined: it is not there. */
  value(name: string): string | undefined
  values(name: string): readonly string[]
  /** The argument of a flag of numbers. */
  number(name: string): number | undefined
  /** The words of the line. */
  readonly line: string
}

/** What is wrong with a line, in the words of joptsimple. */
export interface Misread {
  /** The class of the exception. */
  readonly thrown: string
  readonly message: string
  readonly hint?: string
}

export const isMisread = (read: Given | Misread): read is Misread => 'thrown' in read

/** The flags of a release. */
export const flagsOf = (kafka: Kafka, flags: readonly Flag[]): readonly Flag[] =>
  flags.filter(
    (flag) => since(kafka, flag.since ?? '0') && (flag.until === undefined || isBefore(kafka.release, flag.until)),
  )

/**
 * Reads the words of a line. A name may follow one dash or two, and up to 0.10.2 the beginning of a name will do. A word that
 * is no flag is passed over.
 */
export const read = (kafka: Kafka, flags: readonly Flag[], words: readonly string[]): Given | Misread => {
  const known = flagsOf(kafka, flags)
  const found = new Map<string, readonly string[]>()
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') break
    if (!word.startsWith('-') || word === '-') continue
    const [said = '', ...joined] = word.replace(/^--?/, '').split('=')
    const flag = named(kafka, known, said)
    if (flag === undefined) return unrecognized(kafka, flags, word, said)
    const inline = joined.length > 0 ? joined.join('=') : undefined
    const argument = argumentOf(flag, inline, rest)
    if (argument === undefined) return missing(flag)
    found.set(flag.name, [...(found.get(flag.name) ?? []), ...argument])
  }
  const wrong = known.flatMap((flag) => misuse(flag, found.get(flag.name) ?? []))[0]
  return wrong ?? given(found, words)
}

const named = (kafka: Kafka, known: readonly Flag[], said: string): Flag | undefined => {
  const exact = known.find(({ name }) => name === said)
  if (exact !== undefined || said === '' || since(kafka, '0.11.0.0')) return exact
  const [only, ...others] = known.filter(({ name }) => name.startsWith(said))
  return others.length === 0 ? only : undefined
}

/** The arguments that belong to a flag, taken from the words that follow; undefined: one is missing. */
const argumentOf = (flag: Flag, inline: string | undefined, rest: string[]): readonly string[] | undefined => {
  if (flag.arg === undefined) return []
  if (inline !== undefined) return [inline]
  const [next] = rest
  if (flag.isOptional === true && (next === undefined || next.startsWith('-'))) return []
  if (next === undefined) return undefined
  rest.shift()
  return [next]
}

const missing = ({ name }: Flag): Misread => ({
  thrown: 'joptsimple.OptionMissingRequiredArgumentException',
  message: `Option ${name} requires an argument`,
})

const misuse = ({ name, repeats, isNumber }: Flag, values: readonly string[]): readonly Misread[] => {
  const wrong = isNumber === true ? values.find((value) => !/^[+-]?\d{1,10}$/.test(value)) : undefined
  if (wrong !== undefined)
    return [
      {
        thrown: 'joptsimple.OptionArgumentConversionException',
        message: `Cannot parse argument '${wrong}' of option ${name}`,
      },
    ]
  if (values.length < 2 || repeats === true) return []
  return [
    {
      thrown: 'joptsimple.MultipleArgumentsForOptionException',
      message: `Found multiple arguments for option ${name}, but you asked for only one`,
    },
  ]
}

/** After one dash each letter is an option of its own, so the first letter is blamed. */
const unrecognized = (kafka: Kafka, flags: readonly Flag[], word: string, said: string): Misread => {
  const blamed = word.startsWith('--') ? said : said.slice(0, 1)
  const hint = hintFor(kafka, flags, said)
  return {
    thrown: 'joptsimple.UnrecognizedOptionException',
    message: `${blamed} is not a recognized option`,
    ...(hint === undefined ? {} : { hint }),
  }
}

const hintFor = (kafka: Kafka, flags: readonly Flag[], said: string): string | undefined => {
  const other = flags.find(({ name }) => name === said)
  if (other?.since !== undefined && !since(kafka, other.since))
    return `--${said} is there since ${other.since}, and this is Kafka ${kafka.release}${instead(kafka, flags, said)}`
  if (other?.until !== undefined) return `--${said} is gone since ${other.until}${instead(kafka, flags, said)}`
  const close = nearest(
    said,
    flagsOf(kafka, flags).map(({ name }) => name),
  )
  return close === undefined ? undefined : `did you mean --${close}?`
}

const SERVERS = ['zookeeper', 'bootstrap-server', 'broker-list']

/** Where a tool finds the cluster is another flag in other releases. */
const instead = (kafka: Kafka, flags: readonly Flag[], said: string): string => {
  if (!SERVERS.includes(said)) return ''
  const server = flagsOf(kafka, flags).find(({ name }) => name !== said && SERVERS.includes(name))
  return server === undefined
    ? ''
    : `; use --${server.name} ${server.name === 'zookeeper' ? 'zk1:2181' : 'kafka1:9091'}`
}

const given = (found: ReadonlyMap<string, readonly string[]>, words: readonly string[]): Given => ({
  line: words.join(' '),
  has: (name) => found.has(name),
  value: (name) => found.get(name)?.[0],
  values: (name) => found.get(name) ?? [],
  number: (name) => {
    const value = found.get(name)?.[0]
    return value === undefined ? undefined : Number(value)
  },
})
