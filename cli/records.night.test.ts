/** A report of very many walks. */
import { tidemark } from './harness'

describe('walks that continue', () => {
  test('report the share of new states in the next walk, if there are enough of them', async () => {
    const { out } = await tidemark('walk --kafka baseline --brokers 2 --records 2 --epochs 3 --runs 1200 --untimed')
    expect(out).toMatch(/at most about [1-9]\d % of the states in the next walk would be new \(Good-Turing\)/)
  })
})
