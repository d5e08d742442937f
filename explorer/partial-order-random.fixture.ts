/**
 * Random machines: small registers, and actions that read some of them and set one. Some in npm test, more in the long
 * tests.
 */
import fc from 'fast-check'
import { none, only, type Bits } from '../kit/bits'
import { catalogue } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { refuse } from '../kit/refused'
import { transitions } from '../kit/rules'
import { int, perPeer, record, type Schema } from '../kit/schema'
import { explore } from './breadth'
import { footprintFaults } from './footprint-laws'
import type { Machine, Property } from '../contract/machine'
import { exploreInOneOrder } from './partial-order'
import { statesOf } from './states'

const REGISTERS = 4
const VALUES = 3

interface Registers {
  readonly values: readonly number[]
}

interface Do {
  readonly type: 'do'
  readonly which: number
}

/** If `guard` is not `when`, `target` becomes the sum of `source`, a number, and its old value if it `adds`. */
interface Instruction {
  readonly guard: number
  readonly when: number
  readonly target: number
  readonly source: number
  readonly adds: boolean
  readonly number: number
}

const schema: Schema<Registers> = record<Registers>({ values: perPeer(REGISTERS, int(0, VALUES - 1)) })

const isElsewhere = refuse('finds another value')

const machineOf = (program: readonly Instruction[]): Machine<Registers, Do> => {
  const actions = catalogue<Do>({
    do: { code: 'd', text: 'do {which}', fields: { which: int(0, program.length - 1) } },
  })
  const at = (which: number): Instruction => program[which] as Instruction
  return {
    name: 'a random machine',
    initial: { values: Array.from({ length: REGISTERS }, () => 0) },
    ...{ schema, actions, states: codec(schema) },
    ...transitions<Registers, Do>(actions, {
      do({ values }, { which }) {
        const { guard, when, target, source, adds, number } = at(which)
        if (values[guard] === when) return isElsewhere
        const sum = (adds ? (values[target] ?? 0) : 0) + (values[source] ?? 0) + number
        return { values: values.with(target, sum % VALUES) }
      },
    }),
    footprints: {
      parts: Array.from({ length: REGISTERS }, (_, register) => ({
        name: `register ${register}`,
        of: ({ values }) => values[register],
      })),
      looksAt(_, { which }) {
        const { guard, target, source } = at(which)
        return only(guard) | only(target) | only(source)
      },
      changes: ({ values: before }, { values: after }) =>
        before.reduce(
          (found: Bits, value, register) => (value === after[register] ? found : found | only(register)),
          none,
        ),
    },
  }
}

const register = fc.integer({ min: 0, max: REGISTERS - 1 })
const value = fc.integer({ min: 0, max: VALUES - 1 })
const instruction: fc.Arbitrary<Instruction> = fc.record({
  ...{ guard: register, when: value, target: register, source: register, adds: fc.boolean(), number: value },
})
const programs = fc.array(instruction, { minLength: 1, maxLength: 8 })

/** A forbidden state, a fact, and a forbidden step. */
const forbidden = fc.record({
  values: fc.array(value, { minLength: REGISTERS, maxLength: REGISTERS }),
  which: value,
  register,
  value,
})

const propertiesOf = (wrong: { values: readonly number[]; which: number; register: number; value: number }) => {
  const all: readonly Property<Registers, Do>[] = [
    {
      ...{ kind: 'always', name: 'a forbidden state' },
      check: ({ values }: Registers) => (values.join() === wrong.values.join() ? 'it is' : undefined),
    },
    {
      ...{ kind: 'step', name: 'a forbidden step' },
      check: ({ values }, { which }) =>
        which === wrong.which && values[wrong.register] === wrong.value ? 'it was taken' : undefined,
      sees: (_, { which }) => (which === wrong.which ? only(wrong.register) : none),
    },
    {
      ...{ kind: 'reachable', name: 'a fact' },
      found: ({ values }) => values.every((one) => one === wrong.value),
    },
  ]
  return all
}

/** In `runs` random machines. One in eight breaks a property, at least, and each spares a step, on average. */
export const findTheSameInAny = (runs: number): void =>
  test('a search with one order of independent steps finds what all orders find, in any machine', () => {
    let spared = 0
    let broken = 0
    fc.assert(
      fc.property(programs, forbidden, fc.subarray([0, 1, 2]), (program, wrong, chosen) => {
        const machine = machineOf(program)
        const properties = propertiesOf(wrong).filter((_, index) => chosen.includes(index))
        const { bytes: _, ...whole } = explore(machine, properties)
        const { bytes: __, spared: some, ...fewer } = exploreInOneOrder(machine, properties)
        expect({ ...fewer, generated: fewer.generated + some }).toEqual(whole)
        spared += some
        broken += whole.verdict === 'broken' ? 1 : 0
      }),
      { numRuns: runs },
    )
    expect(spared).toBeGreaterThan(runs)
    expect(broken).toBeGreaterThan(runs / 8)
  })

export const haveCorrectFootprints = (runs: number): void =>
  test('the footprints of such a machine are correct', () => {
    fc.assert(
      fc.property(programs, forbidden, (program, wrong) => {
        const machine = machineOf(program)
        expect(footprintFaults(machine, propertiesOf(wrong), statesOf(machine))).toEqual([])
      }),
      { numRuns: runs },
    )
  })
