/** Walks reach every fact that a check can ask for. */
import { facts } from '../../properties/facts'
import { factPlans, kraftFactPlans, metOn } from '../records/fact-walks'

describe('walks reach every fact', () => {
  const names = facts.map(({ name }) => name)
  const met = metOn([...factPlans, ...kraftFactPlans], names)

  test('of which there are at least eighty', () => expect(facts.length).toBeGreaterThanOrEqual(80))

  test.each(names)('%s', (name) => expect(met).toContain(name))
})
