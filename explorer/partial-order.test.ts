import { none } from '../kit/bits'
import { dieHard } from '../specimens/die-hard'
import { kafkaMachine } from '../specimens/kafka/machine'
import { kip101 } from '../specimens/kafka/kip-101'
import { strongIsr } from '../specimens/kafka/properties'
import { consistent, twoPhaseCommit } from '../specimens/two-phase-commit'
import type { Move, Transaction } from '../specimens/two-phase-state'
import { explore, type Limits } from './breadth'
import type { Machine, Property, ReachableFact, StepProperty } from '../contract/machine'
import { exploreInOneOrder } from './partial-order'

/** The results of both searches, without memory use. The number of steps includes those left out. */
const both = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  limits: Limits = {},
): { readonly whole: unknown; readonly fewer: unknown; readonly spared: number } => {
  const { bytes: _, ...whole } = explore(machine, properties, limits)
  const { bytes: __, spared, ...fewer } = exploreInOneOrder(machine, properties, limits)
  return { whole, fewer: { ...fewer, generated: fewer.generated + spared }, spared }
}

const machine = twoPhaseCommit(4)

const step = (sees?: StepProperty<Transaction, Move>['sees']): StepProperty<Transaction, Move> => ({
  kind: 'step',
  name: 'nobody gives up after the decision',
  check: ({ coordinator }, { type }) =>
    type === 'giveUp' && coordinator !== 'working' ? 'somebody gave up, and all was decided' : undefined,
  ...(sees === undefined ? {} : { sees }),
})

const COORDINATOR = 1 << 12

describe('a search that takes independent steps in one order', () => {
  test('finds the same states at the same depth, with fewer steps', () => {
    const { whole, fewer, spared } = both(machine, [consistent])
    expect(fewer).toEqual(whole)
    expect(spared).toBeGreaterThan(4_000)
  })

  test('finds the same shortest breach, step by step', () => {
    const kafka = kafkaMachine(kip101, { replicas: 3, logSize: 2, records: 1, maxEpoch: 1 })
    const { whole, fewer, spared } = both(kafka, [strongIsr])
    expect(fewer).toEqual(whole)
    expect(whole).toMatchObject({ verdict: 'broken' })
    expect(spared).toBeGreaterThan(0)
  })

  test('reaches the same facts after the same number of steps', () => {
    const fact: ReachableFact<Transaction> = {
      ...{ kind: 'reachable', name: 'all have committed' },
      found: ({ managers }) => managers.every((stage) => stage === 'committed'),
    }
    const { whole, fewer } = both(machine, [fact])
    expect(fewer).toEqual(whole)
    expect(whole).toMatchObject({ facts: [{ depth: 13 }] })
  })

  test.each([1, 10, 100, 500])('stops at %i states like the complete search', (maxStates) => {
    const { whole, fewer } = both(machine, [consistent], { maxStates })
    expect(fewer).toEqual(whole)
  })

  test('finds the same breach of a step that a property sees', () => {
    const { whole, fewer } = both(machine, [step(() => COORDINATOR)])
    expect(fewer).toEqual(whole)
    expect(whole).toMatchObject({ verdict: 'broken' })
  })

  test('leaves out nothing if a property of steps does not declare what it sees', () => {
    const silent = { ...step(), check: () => undefined }
    expect(both(machine, [silent])).toMatchObject({ spared: 0 })
  })

  test('can be wrong if footprints are wrong', () => {
    const { footprints } = machine
    if (footprints === undefined) throw new Error('two-phase commit has footprints')
    const blind = { ...machine, footprints: { ...footprints, looksAt: () => none, changes: () => none } }
    expect(exploreInOneOrder(blind, []).distinct).toBeLessThan(explore(machine).distinct)
  })

  test('is refused for a machine without footprints', () => {
    expect(() => exploreInOneOrder(dieHard)).toThrow('die-hard does not declare what its steps read and write')
  })
})
