import { ROWS } from './claims'
import type { Shared } from './team-worker'

/**
 * Sorts the rows of a batch by key into `order`, records the position of each, and returns their number. It first sorts
 * by the state from which they were reached, in one pass, and then sorts the few rows of one state by insertion.
 */
export const sortRows = (
  { claims: { keys }, filled, places }: Shared,
  order: Int32Array,
  { states, bits }: { readonly states: number; readonly bits: number },
): number => {
  const begins = new Int32Array(states + 1)
  const counts = new Int32Array(states)
  const share = Math.floor(ROWS / filled.length)
  const eachRow = (visit: (row: number, parent: number) => void): void => {
    for (let worker = 0; worker < filled.length; worker++) {
      const last = worker * share + (filled[worker] as number)
      for (let row = worker * share; row < last; row++) visit(row, (keys[row] as number) >>> bits)
    }
  }
  eachRow((_, parent) => (begins[parent + 1] as number)++)
  for (let parent = 0; parent < states; parent++) (begins[parent + 1] as number) += begins[parent] as number
  eachRow((row, parent) => {
    const begin = begins[parent] as number
    insert(order, begin, begin + (counts[parent] as number)++, row, keys)
  })
  const count = begins[states] as number
  for (let place = 0; place < count; place++) places[order[place] as number] = place
  return count
}

/** Inserts a row into the sorted rows from `begin` to `end`. */
const insert = (order: Int32Array, begin: number, end: number, row: number, keys: Int32Array): void => {
  const key = keys[row] as number
  let place = end
  for (; place > begin && (keys[order[place - 1] as number] as number) > key; place--)
    order[place] = order[place - 1] as number
  order[place] = row
}
