import type { RealReplay } from '../real-replay'
import { chosenBy } from './chosen'
import { readResults, resultsText, withRun } from './result'
import { tries, type Try } from './tries'

const [tried, other] = tries as readonly [Try, Try, ...Try[]]

const replay = (verdict: RealReplay['verdict'], stepped: number, rest: Partial<RealReplay> = {}): RealReplay =>
  ({
    ...{ verdict, stepped, planned: 8, steps: [], values: 10 * stepped },
    ...rest,
  }) as RealReplay

const DAY = '2026-11-29'

describe('one more run', () => {
  const failed = replay('failed', 3, { parted: 3, steps: [{}, {}, {}, { error: 'it did not start' }] as never })
  const after = [replay('agrees', 8), failed].reduce(
    (results, one) => withRun(results, tried, one, DAY),
    [] as ReturnType<typeof withRun>,
  )

  test('is counted by its verdict, and the best run is kept with why another failed', () =>
    expect(after).toEqual([
      {
        ...tried,
        runs: 2,
        agreed: 1,
        differed: 0,
        failed: 1,
        refused: 0,
        planned: 8,
        steps: 8,
        values: 80,
        because: 'step 3: it did not start',
        on: DAY,
      },
    ]))

  test('of another schedule is a row of its own', () =>
    expect(
      withRun(after, other, replay('differs', 1), DAY)
        .map(({ runs }) => runs)
        .sort(),
    ).toEqual([1, 2]))

  test('is read as it was written', () => expect(readResults(resultsText(after))).toEqual(after))
})

describe('words', () => {
  test('of several kinds choose what fits all of them', () =>
    expect(chosenBy(['B15', 'wire'], tries).map(({ name, kafka, by }) => [name, kafka, by])).toEqual([
      ['B15', '2.1.1', 'wire'],
    ]))

  test('choose everything where there are none', () => expect(chosenBy([], tries)).toEqual(tries))

  test('that name nothing are refused, and nothing is run', () =>
    expect(() => chosenBy(['B99'], tries)).toThrow("'B99' is no schedule, release or way: expected normal day, B01,"))
})
