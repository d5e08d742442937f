/** Symmetry reduction. All states of one machine, under all names: symmetry.night.test.ts. */
import { peer, record, type Schema } from '../kit/schema'
import { catalogue } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { permutations, rename } from '../kit/renaming'
import { refuse } from '../kit/refused'
import { transitions } from '../kit/rules'
import { consistent, twoPhaseCommit } from '../specimens/two-phase-commit'
import { kafkaMachine } from '../specimens/kafka/machine'
import { strongIsr, weakIsr } from '../specimens/kafka/properties'
import { kip320FirstTry } from '../specimens/kafka/kip-320-first-try'
import { truncateToHighWatermark } from '../specimens/kafka/truncate-to-high-watermark'
import { explore } from './breadth'
import { dieHard } from '../specimens/die-hard'
import type { Machine, StepProperty } from '../contract/machine'
import { schedule } from '../contract/schedule'
import { retake } from './replay'
import { exploreUpToRenaming } from './symmetry'
import { dropped, heldBy } from './dropped-torch.fixture'
import { judgedUpToRenaming } from './symmetry.fixture'

/** Three friends pass on a torch. They are interchangeable. */
interface Torch {
  readonly holder: number
}
interface Pass {
  readonly type: 'pass'
  readonly to: number
}

const schema: Schema<Torch> = record<Torch>({ holder: peer(3) })

const torch = (initial: number): Machine<Torch, Pass> => {
  const actions = catalogue<Pass>({ pass: { code: 'p', text: 'pass it to {to}', fields: { to: peer(3) } } })
  const has = refuse('holds it already')
  return {
    name: 'torch',
    initial: { holder: initial },
    ...{ schema, actions, states: codec(schema) },
    ...transitions<Torch, Pass>(actions, { pass: ({ holder }, { to }) => (holder === to ? has : { holder: to }) }),
    renamings: permutations(3).map((permutation) => ({
      permutation,
      state: (state) => rename(schema, state, permutation),
      action: ({ type, to }) => ({ type, to: permutation[to] ?? to }),
    })),
  }
}

describe('a search with symmetry reduction of a machine that prefers peers', () => {
  test('is one of its impartial machine, whose initial state may name a peer', () => {
    expect(explore(dropped(true)).distinct).toBe(8)
    expect(exploreUpToRenaming(dropped(false)).distinct).toBe(3)
  })

  test('confirms what breaks, under the names that the machine prefers', () => {
    const { verdict, breach } = exploreUpToRenaming(dropped(false), [heldBy(2)])
    expect([verdict, breach?.actions]).toEqual(['broken', [{ type: 'drop' }]])
  })

  test('says what it cannot confirm under any names, and gives no verdict', () => {
    const machine = dropped(false)
    expect(explore(machine, [heldBy(3)]).verdict).toBe('holds')
    const { verdict, breach, unconfirmed } = exploreUpToRenaming(machine, [heldBy(3)])
    expect([verdict, breach]).toEqual(['inconclusive', undefined])
    expect(unconfirmed?.breaches).toMatchObject([{ property: 'fewer than 3 have held it' }])
    expect(unconfirmed?.events.every((event) => event.startsWith('it is dropped (free choice: '))).toBe(true)
    expect(unconfirmed?.events).toHaveLength(2)
  })
})

describe('a search with symmetry reduction', () => {
  test('keeps one of the states that differ only in names', () => {
    expect(explore(torch(1)).distinct).toBe(3)
    expect(exploreUpToRenaming(torch(1)).distinct).toBe(1)
  })

  test('of a machine without renamings equals the plain search', () => {
    expect(exploreUpToRenaming(dieHard)).toEqual(explore(dieHard))
  })

  test('of two-phase commit agrees with the complete search, with fewer states', () => {
    const machine = twoPhaseCommit(4)
    const [whole, folded] = [explore(machine, [consistent]), exploreUpToRenaming(machine, [consistent])]
    expect([folded.verdict, folded.depth]).toEqual([whole.verdict, whole.depth])
    expect(folded.distinct * 8).toBeLessThan(whole.distinct)
  })

  test('prints a failure with the real names, and it breaks without symmetry', () => {
    const machine = kafkaMachine(truncateToHighWatermark, { replicas: 3, logSize: 2, records: 2, maxEpoch: 1 })
    for (const property of [weakIsr, strongIsr]) {
      const [whole, folded] = [explore(machine, [property]), exploreUpToRenaming(machine, [property])]
      const again = retake(schedule('', machine, folded.breach?.actions ?? []), [property])
      expect(again.diverged).toBeUndefined()
      expect(again.breaches).toEqual(folded.breach?.breaches)
      expect(folded.breach?.actions).toHaveLength(whole.breach?.actions.length ?? 0)
      expect(folded.distinct).toBeLessThan(whole.distinct)
    }
  })

  test('finds the same depth if all properties hold', () => {
    const machine = kafkaMachine(kip320FirstTry, { replicas: 3, logSize: 2, records: 1, maxEpoch: 1 })
    const [whole, folded] = [explore(machine), exploreUpToRenaming(machine)]
    expect([folded.verdict, folded.depth]).toEqual([whole.verdict, whole.depth])
  })

  test('is sound for weak ISR, strong ISR and leader in ISR: in the first states, their verdicts are the same after renaming', () => {
    const { found, seen } = judgedUpToRenaming({ maxStates: 1200 })
    expect(found.breach).toBeUndefined()
    expect(seen).toBeGreaterThan(1000)
  })

  test('reports a bug of the machine if a renaming does not commute with firing', () => {
    const machine = torch(0)
    const wrong = machine.renamings?.map((renaming) => ({ ...renaming, action: ({ type }: Pass) => ({ type, to: 0 }) }))
    const never: StepProperty<Torch, Pass> = { kind: 'step', name: 'it is never passed', check: () => 'it was passed' }
    expect(() => exploreUpToRenaming({ ...machine, renamings: wrong ?? [] }, [never])).toThrow(
      'torch: a renaming does not commute with firing',
    )
  })
})
