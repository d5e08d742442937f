/** A fault that is free (docs/decisions/0075): the states of every budget together, and not one more. */
import { haveTheStatesOfALargeBudget, within } from './free-faults.fixture'

haveTheStatesOfALargeBudget([
  ['2.1', 'isr-shrink', (times) => within(2, 3, { 'leader-move': 1, 'isr-shrink': times }), 348, [323, 395]],
  ['4.3', 'isr-shrink', (times) => within(2, 1, { 'isr-shrink': times }), 2193, [539, 1866, 3218, 4226]],
  [
    '4.3',
    'lost-alter-partition',
    (times) => within(1, 1, { 'isr-shrink': 2, 'lost-alter-partition': times }),
    1321,
    [1321],
  ],
])
