/** What an administrator may ask for, and what becomes of it. */
import { registrationOf } from './image'
import { played, type Asked } from './kraft.fixture'

const MOVES = 'administrator asks for the next replicas'

const moving = (...moves: readonly (readonly number[])[]): Asked => ({
  bounds: { brokers: 2, records: 1, epochs: 6, faults: {}, reassign: { replicas: [0], moves } },
  settings: { minIsr: 1 },
})

test('the new replicas are assigned beside the old ones, which are to be removed', () => {
  const asked = played(MOVES, moving([1]))
  expect(registrationOf(asked.state, 0).assignment).toEqual([{ replicas: [1, 0], adding: 0b10, removing: 0b01 }])
  expect(asked.refusal(MOVES)).toBe('the administrator has no more to ask for')
})

test('a reassignment that is cancelled leaves the replicas as they were', () => {
  const { state } = played(`${MOVES}\n${MOVES}`, moving([1], []))
  expect(registrationOf(state, 0)).toMatchObject({
    ...{ leader: 0, isr: 0b01, assignment: [{ replicas: [0], adding: 0, removing: 0 }] },
  })
})

test('what is not in progress cannot be cancelled', () =>
  expect(played('', moving([])).refusal(MOVES)).toBe('NO_REASSIGNMENT_IN_PROGRESS: there is nothing to cancel'))

test('another request takes the place of the one in progress', () => {
  const { state } = played(`${MOVES}\n${MOVES}`, moving([1], [0]))
  expect(registrationOf(state, 0).assignment).toEqual([{ replicas: [0], adding: 0, removing: 0 }])
})
