/**
 * Specimens in which healing settles, and specimens in which it does not. Larger ones: liveness.long.test.ts.
 *
 * The figures of DiningPhilosophers with 5 philosophers are those of its manifest.json in tlaplus/Examples at d96b722:
 * 67 distinct states, 336 states with the initial state and each step counted, 29 levels. TLC finds that nobody starves.
 */
import { searched } from './liveness.fixture'

test('the philosophers of Chandy and Misra all eat again and again, in as many states as TLC finds', () => {
  expect(searched('philosophers-clean-forks', { philosophers: 5 })).toMatchObject({
    ...{ verdict: 'holds', distinct: 67, generated: 336 - 1, depth: 29 - 1 },
  })
})

test.each([2, 3, 4])('%i philosophers who take the left fork first can all wait for ever', (philosophers) => {
  const { verdict, breach } = searched('philosophers', { philosophers })
  expect(verdict).toBe('broken')
  expect(breach?.actions.length).toBe(2 * philosophers)
  expect(breach?.breaches).toEqual([
    { property: 'someone eats again', verdict: 'Nobody eats. No healing step leads on from here.', isDeadEnd: true },
  ])
})

test.each([2, 3, 4])('of %i philosophers who take the lower fork first, one can starve', (philosophers) => {
  const { verdict, breach } = searched('philosophers-in-order', { philosophers })
  expect(verdict).toBe('broken')
  expect(breach?.breaches[0]).toMatchObject({ property: 'philosopher 1 eats again', loop: 2 })
})

test('termination is detected in the end, if a node that passes the token on becomes white', () => {
  expect(searched('ewd-998', { nodes: 2 })).toMatchObject({ verdict: 'holds' })
  expect(searched('ewd-998-stays-black', { nodes: 2 })).toMatchObject({
    verdict: 'broken',
    breach: { breaches: [{ property: 'termination is detected in the end', loop: 3 }] },
  })
})
