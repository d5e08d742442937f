/** The same as free-faults.test.ts, where the second lost answer adds something. */
import { FREE } from '../../model/bounds'
import { haveTheStatesOfALargeBudget, within } from './free-faults.fixture'

haveTheStatesOfALargeBudget([
  [
    '4.3',
    'lost-alter-partition',
    (times) => within(1, 2, { 'leader-move': 1, 'isr-shrink': FREE, 'lost-alter-partition': times }),
    9431,
    [9276, 15_044],
  ],
])
