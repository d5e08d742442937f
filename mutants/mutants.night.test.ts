/** Many mutants. `npm run mutants` checks all of them. */
import { areNoticed, inWorkshop, mutants, oneIn } from './noticing.fixture'

inWorkshop('night', (bench) => {
  areNoticed(bench, oneIn(50))

  test('that a fact is no longer reached if a guard is dropped', async () => {
    const outOfRange = mutants.filter(({ operator, text }) => operator === 'guard dropped' && text.includes('isBeyond'))
    expect(outOfRange).toHaveLength(1)
    for (const mutant of outOfRange)
      expect(await bench.judge(mutant, 'fact')).toMatchObject({
        how: 'never: a follower is told that it is out of range',
      })
  })
})
