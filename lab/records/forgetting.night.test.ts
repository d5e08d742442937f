/** A machine that forgets breaks what is on record as broken, after as many steps. */
import { breakingRows, brokenForgetting } from './forgetting.fixture'

test.each(breakingRows.map((row): [string, typeof row] => [row.name, row]))('%s', (_, row) => {
  const { property, steps, distinct = Infinity } = row.expected
  const { states, ...broken } = brokenForgetting(row)
  expect(broken).toEqual({ property, steps })
  expect(states).toBeLessThanOrEqual(distinct)
})
