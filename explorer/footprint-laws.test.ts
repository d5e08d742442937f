/** A law that nothing can break proves nothing: each of them catches footprints that were bent to break it. */
import { none } from '../kit/bits'
import { dieHard } from '../specimens/die-hard'
import { twoPhaseCommit } from '../specimens/two-phase-commit'
import type { Move, Transaction } from '../specimens/two-phase-state'
import { footprintFaults } from './footprint-laws'
import type { Footprints, Machine, StepProperty } from '../contract/machine'
import { statesOf } from './states'

const machine = twoPhaseCommit(2)
const states = statesOf(machine)

type Commit = Footprints<Transaction, Move>

const faults = (
  bend: (honest: Commit) => Partial<Commit>,
  properties: readonly StepProperty<Transaction, Move>[] = [],
) => {
  const { footprints } = machine
  if (footprints === undefined) throw new Error('two-phase commit has footprints')
  const bent: Machine<Transaction, Move> = { ...machine, footprints: { ...footprints, ...bend(footprints) } }
  return footprintFaults(bent, properties, states)
}

/** What a step of one type looks at, without some parts. */
const without =
  (type: Move['type'], gone: number) =>
  ({ looksAt }: Commit): Partial<Commit> => ({
    looksAt: (before, action, after) => looksAt(before, action, after) & (action.type === type ? ~gone : -1),
  })

const [FIRST_STAGE, FIRST_PREPARED, COORDINATOR, COMMIT] = [1 << 0, 1 << 4, 1 << 6, 1 << 7]

test('honest footprints break no law', () => expect(faults(() => ({}))).toEqual([]))

test('a machine without footprints has something to say first', () => {
  expect(footprintFaults(dieHard, [], [dieHard.initial])).toEqual(['die-hard has no footprints'])
})

test('parts that are not the whole state are caught', () => {
  expect(faults(({ parts }) => ({ parts: parts.with(0, { name: 'nothing', of: () => 0 }) }))).toContain(
    'two-phase-commit: its 9 parts do not tell two states apart',
  )
})

test('a change that is not said is caught', () => {
  expect(faults(({ changes }) => ({ changes: (before, after) => changes(before, after) & ~COMMIT }))).toContain(
    "'the transaction manager commits' changes commit, and does not say so",
  )
})

test('a guard that looks at more than it says is caught', () => {
  expect(faults(without('hear', FIRST_PREPARED))).toEqual([
    "'the transaction manager hears that 1 is prepared' depends on more than heard of 0, coordinator",
  ])
})

test('a step that sets what it does not look at, to a value of its own, is caught', () => {
  expect(faults(without('obeyAbort', FIRST_STAGE))).toContain(
    "'resource manager 1 is told to abort' depends on more than abort",
  )
})

test('two steps that get into the way of each other are caught', () => {
  expect(faults(without('hear', COORDINATOR))).toContain(
    "'the transaction manager aborts' and 'the transaction manager hears that 1 is prepared' do not commute",
  )
})

describe('a property of steps', () => {
  const property = (sees: number): StepProperty<Transaction, Move> => ({
    kind: 'step',
    name: 'nobody gives up after the decision',
    check: ({ coordinator }, { type }) => (type === 'giveUp' && coordinator !== 'working' ? 'too late' : undefined),
    sees: (_, { type }) => (type === 'giveUp' ? sees : none),
  })

  test('that says what it sees is honest', () => expect(faults(() => ({}), [property(COORDINATOR)])).toEqual([]))

  test('that sees more than it says is caught', () => {
    expect(faults(() => ({}), [property(none)])).toEqual([
      "nobody gives up after the decision sees more than it says of 'resource manager 1 chooses to abort'",
    ])
  })

  test('that says nothing is held to nothing, since it spares nothing', () => {
    const { sees: _, ...silent } = property(none)
    expect(faults(() => ({}), [silent])).toEqual([])
  })
})
