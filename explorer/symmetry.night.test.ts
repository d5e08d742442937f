/** All states of a machine, under all names. */
import { judgedUpToRenaming } from './symmetry.fixture'

test('symmetry reduction is sound for weak ISR, strong ISR and leader in ISR, whose verdicts are the same after renaming', () => {
  const { found, seen } = judgedUpToRenaming()
  expect(found.verdict).toBe('holds')
  expect(seen).toBeGreaterThan(1000)
})
