/** One field of a state that is not the same after packing and unpacking. */
export interface LostField {
  /** Where it is: 'owner', 'queues[1].head'. Empty for the state itself. */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
  /** absent: the schema has no such field. invented: the state has no such field. changed: it has another value. */
  readonly how: 'absent' | 'invented' | 'changed'
}

/** The first field, in the order of the state, in which two values differ. Undefined if they are equal. */
export const lostField = (before: unknown, after: unknown, path = ''): LostField | undefined => {
  if (before === after) return undefined
  if (!isParts(before) || !isParts(after) || Array.isArray(before) !== Array.isArray(after))
    return { path, before, after, how: 'changed' }
  const isList = Array.isArray(before)
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const inner = isList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    if (!Object.hasOwn(after, name)) return { path: inner, before: before[name], after: undefined, how: 'absent' }
    if (!Object.hasOwn(before, name)) return { path: inner, before: undefined, after: after[name], how: 'invented' }
    const lost = lostField(before[name], after[name], inner)
    if (lost !== undefined) return lost
  }
  return undefined
}

/** What was lost, as a sentence. */
export const lostFieldText = ({ path, before, after, how }: LostField): string => {
  const name = path === '' ? 'the state' : `'${path}'`
  if (how === 'absent') return `${name} is ${said(before)}, and the schema has no such field`
  if (how === 'invented') return `${name} is in the schema, and the state has no such field`
  return `${name} is ${said(before)}, and comes back as ${said(after)}`
}

const isParts = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const MOST = 60

/** A value in a few words. */
const said = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length <= MOST ? text : `${text.slice(0, MOST)}...`
}
