/** `check --coverage` counts what a search takes and refuses (R27). */
import { shapes } from '../reports/json'
import { tidemark } from './harness'

const SMALL = '--brokers 2 --records 1 --epochs 2 --faults process-crash=1'

describe('R27: which actions were never taken', () => {
  test.each([`check ${SMALL}`, 'check --machine two-phase-commit'])(
    '%s takes as many steps as are counted, by kind',
    async (line) => {
      const plain = shapes.check.parse(JSON.parse((await tidemark(`${line} --json`)).out))
      const { code, out } = await tidemark(`${line} --coverage --json`)
      const { distinct, generated, kinds } = shapes.coverage.parse(JSON.parse(out))
      expect([code, distinct, generated]).toEqual([0, plain.distinct, plain.generated])
      expect(kinds.reduce((sum, { taken }) => sum + taken, 0)).toBe(generated)
    },
  )

  test('each action is tried once in each state, and is taken or refused', async () => {
    const { out } = await tidemark('check --machine two-phase-commit --coverage --json')
    const { distinct, kinds } = shapes.coverage.parse(JSON.parse(out))
    for (const { kind, taken, refused } of kinds) {
      const tried = taken + refused.reduce((sum, { times }) => sum + times, 0)
      expect([kind, tried]).toEqual([kind, distinct * (kind === 'commit' || kind === 'abort' ? 1 : 3)])
    }
  })

  test('what the bounds never let happen is named', async () => {
    const { out } = await tidemark(`check --brokers 2 --records 1 --epochs 1 --faults none --coverage`)
    expect(out).toMatch(/never {5}\d+ kinds? of \d+ w(as|ere) never taken: /)
    expect(out).toContain('refused: ')
  })

  test('a search that is stopped says so', async () => {
    const { code, out } = await tidemark(`check ${SMALL} --coverage --max-states 50`)
    expect([code, out]).toEqual([3, expect.stringContaining('found but not expanded')])
  })

  test.each(['--workers 2', '--symmetry', '--unlike 2.1', '--all', '--page'])(
    '%s does not go with it',
    async (option) => {
      const { code, err } = await tidemark(`check --coverage ${option}`)
      expect([code, err]).toEqual([2, expect.stringContaining('does not go with --coverage')])
    },
  )
})
