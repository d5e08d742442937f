/** What the tests of verdicts share. */
import { shapes } from '../reports/json'
import { tidemark } from './harness'

/** In each loss outside the promise, the broker whose records are counted is the one that the property names. */
export const countsWhatIsNamed = async (line: string): Promise<void> => {
  const kinds = shapes.check.parse(JSON.parse((await tidemark(`${line} --json`)).out)).outside?.kinds ?? []
  expect(kinds.length).toBeGreaterThan(0)
  for (const { of, loss } of kinds) {
    expect(loss?.sentence).toContain(`broker ${loss?.missing?.peer}`)
    expect(loss?.missing?.counts[of]).toBeGreaterThan(0)
  }
}
