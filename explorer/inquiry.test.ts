/** A machine that is not ours is asked for the laws. Each test gives it one that breaks a law. */
import { catalogue } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { transitions } from '../kit/rules'
import { int, record, type Schema } from '../kit/schema'
import type { Machine, Property } from '../contract/machine'
import { explore } from './breadth'
import { inquiry } from './inquiry'

interface Counter {
  readonly count: number
  readonly hidden: number
}
interface Tick {
  readonly type: 'tick' | 'reset'
}

const actions = catalogue<Tick>({
  tick: { code: 't', text: 'the counter ticks', fields: {} },
  reset: { code: 'r', text: 'the counter is reset', fields: {} },
})
const whole: Schema<Counter> = record<Counter>({ count: int(0, 9), hidden: int(0, 9) })
const incomplete = record({ count: int(0, 9) }) as Schema<unknown> as Schema<Counter>

const counter = (schema: Schema<Counter>, most = 9): Machine<Counter, Tick> => ({
  name: 'counter',
  initial: { count: 0, hidden: 0 },
  schema,
  states: codec(schema),
  actions,
  ...transitions<Counter, Tick>(actions, {
    tick: ({ count, hidden }) =>
      count >= most ? { refused: 'is full' } : { count: (count + 1) % 2, hidden: hidden + 1 },
    reset: () => ({ count: 0, hidden: 0 }),
  }),
})

const few: Property<Counter, Tick> = {
  kind: 'always',
  name: 'few ticks',
  check: ({ hidden }) => (hidden > 3 ? `${hidden} ticks` : undefined),
}

const asked = (machine: Machine<Counter, Tick>, properties: readonly Property<Counter, Tick>[] = []): unknown =>
  inquiry(machine, properties, 'test').begin()

test('R6: a field that the schema leaves out is named, where the search alone says that all holds', () => {
  expect(explore(counter(incomplete), [few]).verdict).toBe('holds')
  expect(asked(counter(incomplete), [few])).toBe(
    "'hidden' is 0, and the schema has no such field, in the initial state (law: a state survives packing and unpacking)",
  )
})

test('a state outside its schema is found, with the field and the steps to it', () => {
  expect(asked(counter(record<Counter>({ count: int(0, 9), hidden: int(0, 1) })))).toMatch(
    /state\.hidden is 2, 0 to 1 expected.*after 'the counter ticks', 'the counter ticks' \(law: /,
  )
})

test('a machine that obeys the laws is not refused, however long it is asked', () => {
  const { begin, goOn } = inquiry(counter(whole), [few], 'test')
  expect([begin(), ...Array.from({ length: 200 }, () => goOn())].filter((said) => said !== undefined)).toEqual([])
})

test('a fault far from the initial state is found by random walks', () => {
  const late: Machine<Counter, Tick> = {
    ...counter(whole),
    fire: (state) => (state.hidden > 6 ? { refused: 'is stuck' } : { ...state, hidden: state.hidden + 1 }),
  }
  const far = { ...late, successors: late.successors.bind(late) }
  const { goOn } = inquiry(far, [], 'test')
  expect(Array.from({ length: 60 }, () => goOn()).find((said) => said !== undefined)).toMatch(
    /fire agrees with successors/,
  )
})

test('a property that remembers what it was asked is found', () => {
  const calls = { made: 0 }
  const moody: Property<Counter, Tick> = { kind: 'always', name: 'moody', check: () => `call ${calls.made++}` }
  expect(asked(counter(record<Counter>({ count: int(0, 9), hidden: int(0, 999) })), [moody])).toMatch(
    /a property depends only on its arguments/,
  )
})

test('the same seed asks the same', () => {
  const said = (): readonly unknown[] => {
    const { goOn } = inquiry(counter(incomplete), [], 'again')
    return Array.from({ length: 9 }, () => goOn())
  }
  expect(said()).toEqual(said())
})
