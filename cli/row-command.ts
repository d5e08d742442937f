import { optionsOf } from '../lab/questions/ask'
import { ablatable } from '../lab/records/ablatable'
import type { Told } from '../lab/records/told'
import { commandFor } from './next'

/** The words after the name of the program that repeat a row: a search of `ablate`, or the schedule, or the question. */
export const rowCommand = (row: Told): string => {
  if (ablatable.some(({ name }) => name === row.name)) return `ablate ${row.name}`
  return row.token === undefined ? commandFor(optionsOf(row.question)) : `replay ${row.token}`
}
