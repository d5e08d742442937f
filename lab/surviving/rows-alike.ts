import type { Watch } from '../../explorer/node/drive'
import { optionsOf } from '../questions/ask'
import { nameableFor } from '../../properties/ladder'
import { numberOf, scopeOf, type Question } from '../questions/question'
import { readToken, writeToken } from '../questions/token'
import { harms, propertiesFor } from './harms'
import { noting, type Variant } from './noted'
import { boundsFor, questionOfRow, survivalRow, type SurvivalRow, type SurvivalSettings } from './record'
import { questionOf, type Surviving } from './survive'

/**
 * Asks one row, and gives it with those rows of `others` that its searches answer for, too: no decision would have been answered otherwise. The same
 * rows as if each were asked alone, in a fraction of the time.
 */
export const rowsAlike = async (
  settings: SurvivalSettings,
  others: readonly SurvivalSettings[],
  watch: Watch<Surviving>,
): Promise<readonly SurvivalRow[]> => {
  const likeness = likenessOf(settings)
  const candidates = others.filter((other) => likenessOf(other) === likeness).map(rowToBe)
  const { caseOf, alike } = noting(candidates)
  const row = await survivalRow(settings, watch, caseOf)
  return [row, ...alike().map(({ row: other }) => rowFor(other, row))]
}

interface RowToBe extends Variant {
  readonly row: SurvivalSettings
}

const askedIn = (row: SurvivalSettings): Question => questionOfRow({ ...row, ...boundsFor(row) })

const rowToBe = (row: SurvivalSettings): RowToBe => ({ row, ...scopeOf(askedIn(row)) })

/** Rows that differ in anything but their decisions have searches of their own. */
const likenessOf = (row: SurvivalSettings): string => {
  const asked = askedIn(row)
  const { minIsr, acks } = asked.settings
  const known = nameableFor({ ...scopeOf(asked), runs: 'any' }).map(({ name }) => numberOf(name))
  const judged = propertiesFor(harms.map(({ id }) => id)).filter((number) => known.includes(number))
  return JSON.stringify([boundsFor(row), asked.bounds, minIsr, acks, judged])
}

/** The row of other settings, with the same answers. */
const rowFor = (
  settings: SurvivalSettings,
  { cells, most, faults, records, epochs, states }: SurvivalRow,
): SurvivalRow => ({
  ...settings,
  ...{ most, faults, records, epochs, ...(states === undefined ? {} : { states }) },
  cells: cells.map((cell) => ({
    ...cell,
    sets: cell.sets.map((set) => {
      const options = optionsOf(questionOf(askedIn(settings), set.faults, [cell.id]))
      return { ...set, token: writeToken({ options, codes: readToken(set.token).codes }) }
    }),
  })),
})
