import { badInput } from '../lab/questions/bad-input'
import { readCase } from '../lab/questions/case'
import { within, type CaseSchedule } from '../lab/questions/case-schedule'
import { readToken } from '../lab/questions/token'
import type { Options } from '../lab/questions/ask'
import { scheduleOfStates, type ItfRow } from '../lab/telling/account/itf-read'
import type { Io } from './io'

/** Whether a schedule is given as the path of an ITF trace. */
export const isItf = (given: string): boolean => given.endsWith('.json') && !/^tm\d+:/.test(given)

/**
 * The schedule in an ITF trace. Its steps follow from its states; its question is that of the token in
 * `#meta.source`, which may have no steps. `change`: the steps are taken by another version.
 */
export const scheduleInItf = (
  path: string,
  text: string,
  change: (options: Options) => Options,
  { specimens }: Pick<Io, 'specimens'>,
): CaseSchedule => {
  const { '#meta': meta, states } = objectIn(path, text)
  const source = typeof meta === 'object' && meta !== null ? (meta as ItfRow)['source'] : undefined
  if (typeof source !== 'string')
    throw badInput(`${path}: expected '#meta' with 'source', a replay token that asks the question of this trace`)
  if (!Array.isArray(states)) throw badInput(`${path}: expected 'states', a list of states as in ITF`)
  const { options } = readToken(source)
  const read = scheduleOfStates(readCase(options, specimens), states as readonly ItfRow[])
  const changed = change(options)
  return changed === options ? read : within(readCase(changed, specimens), read)
}

const objectIn = (path: string, text: string): ItfRow => {
  const value = parsed(text)
  if (typeof value !== 'object' || value === null) throw badInput(`${path}: this is not JSON, expected an ITF trace`)
  return value as ItfRow
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
