/** More mutants. Many: mutants.night.test.ts. */
import { areNoticed, inWorkshop, mutants, oneIn } from './noticing.fixture'

inWorkshop('long', (bench) => {
  areNoticed(
    bench,
    oneIn(150).filter((one) => !oneIn(300).includes(one)),
  )

  test('that a fact is no longer reached if a guard is dropped', async () => {
    const outOfRange = mutants.filter(({ operator, text }) => operator === 'guard dropped' && text.includes('isBeyond'))
    expect(outOfRange).toHaveLength(1)
    for (const mutant of outOfRange)
      expect(await bench.judge(mutant, 'fact')).toMatchObject({
        how: 'never: a follower is told that it is out of range',
      })
  })
})
