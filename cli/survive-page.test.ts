/** docs/survive.md: what its table abbreviates. */
import { usualFaultsIn } from '../lab/surviving/usual'
import { kafkas } from '../lab/questions/question'
import { LETTERS, survivePages } from './survive-page'

const page = survivePages()[0]?.[1] ?? ''

test('each kind of fault that rows are asked about has a letter of its own, and the legend names it', () => {
  const kinds = [...new Set(kafkas.flatMap(usualFaultsIn))].sort()
  expect(Object.keys(LETTERS).sort()).toEqual(kinds)
  expect(new Set(Object.values(LETTERS)).size).toBe(kinds.length)
  for (const [kind, letter] of Object.entries(LETTERS)) expect(page).toContain(`${letter} ${kind}`)
})

test('rows with eligible leader replicas have a table of their own', () => {
  expect(page).toContain('## Kafka 4.3\n')
  expect(page).toContain('## Kafka 4.3 with eligible leader replicas\n')
})
