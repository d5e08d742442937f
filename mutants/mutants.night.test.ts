/** Many mutants. `npm run mutants` checks all of them. */
import { areNoticed, inWorkshop, mutants, oneIn } from './noticing.fixture'

inWorkshop('night', (bench) => {
  areNoticed(bench, oneIn(50))

  test('that facts are no longer reached if no fetch is served', async () => {
    const outOfRange = mutants.filter(
      (one) => one.operator === 'negated' && one.text.startsWith('fetchOffset > logEnd'),
    )
    expect(outOfRange).toHaveLength(1)
    for (const mutant of outOfRange)
      expect(await bench.judgedBy(mutant, 'fact')).toMatchObject({ how: expect.stringMatching(/^never: /) as string })
  })
})
