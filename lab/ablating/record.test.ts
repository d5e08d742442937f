/** What each decision is for (docs/ablation.md): none is without a reason, and the smallest worlds are searched again. */
import { isKraft } from '../../model/versions/timeline'
import { protocolOf, question } from '../questions/question'
import { ablatable } from '../records/ablatable'
import { argued, whyArgued } from './argued'
import { recorded, wholes, wholeText } from './record'
import { isFoundAgain } from './record.fixture'
import { rowsOf } from './rows'
import { worldsFor } from './worlds'

const named = recorded.map((one) => [wholeText(one), one] as const)

test('presets are on record in one order, those that hold among them', () => {
  const names = recorded.map(wholeText)
  expect(names).toEqual(wholes.map(wholeText).filter((name) => names.includes(name)))
  expect(names).toEqual(expect.arrayContaining(['4.3', '4.3 with ELR', 'baseline']))
})

describe.each(named)('%s', (_, { kafka, elr, with: put, rows, worlds, isStopped }) => {
  test('every decision is left out, in every world', () => {
    expect(isStopped).toBe(false)
    expect(rows.map(({ without }) => without)).toEqual(rowsOf(protocolOf(question({ kafka, with: put }))))
    expect(worlds.map(({ name }) => name)).toEqual(worldsFor(kafka, elr).map(({ name }) => name))
  })

  test('something breaks without it, or there is a reason why nothing does', () => {
    const survivors = rows.flatMap(({ without, cells }) => (cells.length === 0 ? [without] : []))
    expect(survivors.filter((row) => whyArgued(row, isKraft(kafka)) === undefined)).toEqual([])
  })
})

test('no reason is given for what nobody needs a reason for', () => {
  const survivors = new Set(
    recorded.flatMap(({ rows }) => rows.flatMap((row) => (row.cells.length === 0 ? row.without : []))),
  )
  expect(argued.flatMap(({ rows }) => rows).filter((row) => !survivors.has(row))).toEqual([])
})

test('where a reason names a row that shows it, there is this row', () => {
  const names = ablatable.map(({ name }) => name)
  expect(argued.flatMap(({ shown = [] }) => shown).filter((name) => !names.includes(name))).toEqual([])
})

test('the smallest worlds of the newest preset: what the record says of them is found again', async () => {
  const newest = recorded.find(({ kafka, elr }) => kafka === '4.3' && elr)
  if (newest === undefined) throw new Error('no 4.3 with ELR on record')
  await isFoundAgain(newest, ({ isSmall }) => isSmall === true)
})
