import { explore } from './breadth'
import { firstBreaches } from './first-breaches'
import { dieHard, type Jugs, type Pour } from '../specimens/die-hard'
import type { Property } from '../contract/machine'

const never = (name: string, isBad: (jugs: Jugs) => boolean): Property<Jugs, Pour> => ({
  kind: 'always',
  name,
  check: (jugs) => (isBad(jugs) ? 'so it is' : undefined),
})

const properties = [
  never('four', ({ big }) => big === 4),
  never('five', ({ big }) => big === 5),
  never('six', ({ big }) => big === 6),
]

test('each property breaks as soon as where it is asked about alone, and what holds is left out', () => {
  const search = firstBreaches(dieHard, properties)
  search.advance(Infinity)
  const alone = properties.flatMap((one): [string, number][] => {
    const { breach } = explore(dieHard, [one])
    return breach === undefined ? [] : [[one.name, breach.actions.length]]
  })
  expect([...search.soonest].sort()).toEqual(alone.sort())
  expect(search.soonest.get('six')).toBeUndefined()
  expect(search.outcome).toMatchObject({ verdict: 'holds', distinct: explore(dieHard).distinct })
})

test('a search that reached its limit is inconclusive', () => {
  const search = firstBreaches(dieHard, properties, { maxStates: 3 })
  search.advance(Infinity)
  expect(search.outcome.verdict).toBe('inconclusive')
})

test('where a rule throws after a breach that run ends, and where nothing has broken it is an error', () => {
  const brittle = {
    ...dieHard,
    successors(state: Jugs, visit: Parameters<typeof dieHard.successors>[1]): void {
      if (state.big === 4) throw new Error('the jug is cracked')
      dieHard.successors(state, visit)
    },
  }
  const search = firstBreaches(brittle, properties)
  search.advance(Infinity)
  expect([...search.soonest.keys()]).toEqual(expect.arrayContaining(['five', 'four']))
  expect(() => firstBreaches(brittle, []).advance(Infinity)).toThrow('cracked')
})
