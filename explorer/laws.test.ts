/** A law that cannot be violated proves nothing, so each test gives it a wrong machine, which it must find. */
import { refuse } from '../kit/refused'
import { dieHard, type Jugs, type Pour } from '../specimens/die-hard'
import { laws } from './laws'
import type { Machine } from '../contract/machine'

type Puzzle = Machine<Jugs, Pour>

const broken = (bent: Puzzle): readonly string[] =>
  laws(bent)
    .filter(({ fault }) => fault(bent.initial) !== undefined)
    .map(({ claim }) => claim)

test('a correct machine violates no law', () => expect(broken(dieHard)).toEqual([]))

test('a machine that fires an action that it does not visit is found', () => {
  expect(broken({ ...dieHard, successors: () => undefined })).toEqual(['fire agrees with successors'])
})

test('a machine that visits an action that it refuses is found', () => {
  const refusal = refuse('has no water')
  expect(broken({ ...dieHard, fire: () => refusal })).toEqual([
    'fire agrees with successors',
    'attempt agrees with fire',
  ])
})

test('a machine that draws an action that it does not fire is found', () => {
  const attempt: Puzzle['attempt'] = (_, state, some, _first, visit) => {
    visit(some[0] as Pour, state)
    return true
  }
  expect(broken({ ...dieHard, attempt })).toEqual(['attempt agrees with fire'])
})

test('a machine that sees no occasion for an enabled action is found', () => {
  const needed = dieHard.actions.kinds.map(() => 2)
  expect(broken({ ...dieHard, occasions: { needed, of: () => 1 } })).toEqual(['an enabled action has an occasion'])
})

test('a machine that visits its actions in another order is found', () => {
  const successors: Puzzle['successors'] = (state, visit) => {
    const found: [Pour, Jugs][] = []
    dieHard.successors(state, (action, next) => found.push([action, next]))
    found.reverse().forEach(([action, next]) => visit(action, next))
  }
  expect(broken({ ...dieHard, successors })).toEqual(['actions are visited in the order of the catalogue'])
})

test('a machine whose answer depends on earlier calls is found', () => {
  const asked = { times: 0 }
  const successors: Puzzle['successors'] = (state, visit) => {
    asked.times++
    dieHard.successors(state, (action, next) => visit(action, { ...next, small: asked.times % 4 }))
  }
  expect(broken({ ...dieHard, successors })).toContain('the same state has the same successors every time')
})

test('a machine that changes a state in place is found', () => {
  const successors: Puzzle['successors'] = (state, visit) => {
    ;(state as { small: number }).small = 0
    dieHard.successors(state, visit)
  }
  expect(broken({ ...dieHard, successors })).toEqual(['a state is never changed in place'])
})

test('a codec that loses information is found', () => {
  const states = { ...dieHard.states, read: () => ({ small: 1, big: 1 }) }
  expect(broken({ ...dieHard, states })).toEqual(['a state survives packing and unpacking'])
})

test('a catalogue that cannot read its own output is found', () => {
  const actions = { ...dieHard.actions, parse: () => undefined }
  expect(broken({ ...dieHard, actions })).toEqual(['an action survives printing and encoding'])
})

test('a renaming that exchanges unequal parts is found', () => {
  const exchanged: Record<string, Pour['type']> = { fillSmall: 'fillBig', fillBig: 'fillSmall' }
  const action = ({ type }: Pour): Pour => ({ type: exchanged[type] ?? type })
  const renamings = [{ permutation: [0], state: (state: Jugs) => state, action }]
  expect(broken({ ...dieHard, renamings })).toEqual(['renaming commutes with firing'])
})
