/** Faults that share a budget: one of them happens, and once (docs/decisions/0076). */
import { bounds } from './bounds'
import { spend } from './cluster'
import type { Config } from './config'
import { configOf, played, type Asked } from './coordinator/kraft/kraft.fixture'

const faults = { pause: 1, 'cut-off': 1, 'leader-move': 1 }
const shared: Asked = { bounds: { faults, sharing: [['cut-off', 'pause']] } }

const spentOf = (schedule: string): readonly number[] => {
  const { spent } = played(schedule, shared).state
  return [spent.pause, spent['cut-off'], spent['leader-move']]
}

const PAUSES = 'broker 1 is paused'

test('one of them counts as all of them', () => {
  expect(spentOf(PAUSES)).toEqual([1, 1, 0])
  expect(spentOf('controller moves the leader to broker 2')).toEqual([0, 0, 1])
})

test('after one of them there is no other one', () => {
  const refusals = (asked: Asked): readonly (string | undefined)[] =>
    ['broker 2 is paused', 'broker 2 is cut off from the controllers'].map((line) =>
      played(PAUSES, asked).refusal(line),
    )
  expect(refusals(shared)).toEqual([NONE_LEFT, NONE_LEFT])
  expect(refusals({ bounds: { faults } })).toEqual([NONE_LEFT, undefined])
})

const NONE_LEFT = 'no more of this fault within the bounds'

test('faults with budgets of their own are counted alone', () => {
  const config: Config = { ...configOf(), bounds: bounds({ faults: { pause: 2, 'cut-off': 1 } }) }
  const { state } = played(PAUSES, { bounds: { faults: { pause: 2, 'cut-off': 1 } } })
  expect(spend(config, state, 'pause')).toMatchObject({ pause: 2, 'cut-off': 0 })
})
