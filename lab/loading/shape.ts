/** What is wrong with a value that should be a machine, a property, or something else that users write; undefined if nothing is. */

type Parts = Readonly<Record<string, unknown>>

/** The parts of a machine, and what each must be. */
export const machineFault = (value: unknown): string | undefined => {
  if (!isRecord(value)) return `a machine expected, ${kindOf(value)} found`
  return (
    partFault(value, 'name', 'string') ??
    tokenFault(value['name']) ??
    partFault(value, 'initial', 'object') ??
    firstFault(['successors', 'attempt', 'fire'], (name) => partFault(value, name, 'function')) ??
    recordFault(value, 'schema', ['kind']) ??
    recordFault(value, 'states', ['words', 'write', 'read']) ??
    recordFault(value, 'actions', [
      'all',
      'kinds',
      'ordinal',
      'print',
      'parse',
      'encode',
      'decode',
      'counterpart',
      'peersOf',
    ])
  )
}

/** The name of a machine is a word of its replay tokens. */
const tokenFault = (name: unknown): string | undefined =>
  /^[\w./-]{1,100}$/.test(String(name)) ? undefined : `name is '${String(name)}': letters, digits, and - . / _ expected`

const KINDS: Readonly<Record<string, readonly string[]>> = {
  always: ['check'],
  step: ['check'],
  reachable: ['found'],
  converges: ['heals', 'settled'],
}

export const propertyFault = (value: unknown): string | undefined => {
  if (!isRecord(value)) return `a property expected, ${kindOf(value)} found`
  const kind = String(value['kind'])
  const functions = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (functions === undefined) return `kind is '${kind}': expected ${Object.keys(KINDS).join(', ')}`
  return partFault(value, 'name', 'string') ?? firstFault(functions, (name) => partFault(value, name, 'function'))
}

export const showFault = (value: unknown): string | undefined => {
  if (!isRecord(value)) return `columns and cells expected, ${kindOf(value)} found`
  if (!Array.isArray(value['columns'])) return `columns is ${kindOf(value['columns'])}: a list of names expected`
  return partFault(value, 'cells', 'function')
}

/** A part has the given type. */
export const partFault = (value: Parts, name: string, type: 'string' | 'object' | 'function'): string | undefined => {
  const part = value[name]
  if (part === undefined) return `${name} is missing`
  return typeof part === type && part !== null ? undefined : `${name} is ${kindOf(part)}: ${article(type)} expected`
}

const recordFault = (value: Parts, name: string, parts: readonly string[]): string | undefined => {
  const fault = partFault(value, name, 'object')
  if (fault !== undefined) return fault
  const lost = parts.find((part) => !(part in (value[name] as object)))
  return lost && `${name}.${lost} is missing`
}

const firstFault = (names: readonly string[], faultOf: (name: string) => string | undefined): string | undefined => {
  for (const name of names) {
    const fault = faultOf(name)
    if (fault !== undefined) return fault
  }
  return undefined
}

export const isRecord = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value in one or two words: 'a function'. */
const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : article(typeof value)
}

const article = (word: string): string => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`
