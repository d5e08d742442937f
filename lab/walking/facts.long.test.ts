/** Walks reach every fact that a check can ask for. */
import { facts } from '../../properties/facts'
import { factPlans, metOn } from '../records/fact-walks'

describe('walks reach every fact', () => {
  const names = facts.map(({ name }) => name)
  const met = metOn(factPlans, names)

  test('of which there are at least forty', () => expect(facts.length).toBeGreaterThanOrEqual(40))

  test.each(names)('%s', (name) => expect(met).toContain(name))
})
