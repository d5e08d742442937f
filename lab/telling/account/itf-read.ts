import { misfit } from '../../../kit/interpreted'
import { difference } from '../../../kit/difference'
import { isRefused } from '../../../kit/refused'
import { setOf } from '../../../kit/bits'
import { NONE, type Shape } from '../../../kit/schema'
import type { Machine } from '../../../contract/machine'
import { schedule } from '../../../contract/schedule'
import { badInput } from '../../questions/bad-input'
import type { Case } from '../../questions/case'
import { inCase, type CaseSchedule } from '../../questions/case-schedule'
import { shownOf } from '../states'
import { idOf } from './itf-states'

/** A state of an ITF trace: by variable. */
export type ItfRow = Readonly<Record<string, unknown>>

/**
 * The schedule whose states these are. Each state has every field of a state of the machine; `action` may name the step,
 * and helps only where several steps lead to the same state. Bad input where a state cannot be read, or where no step
 * leads from one state to the next: it says what differs.
 */
export const scheduleOfStates = (asked: Case, rows: readonly ItfRow[]): CaseSchedule =>
  asked.run((machine, _, view) => {
    const states = rows.map((row, index) => stateIn(machine, row, index))
    const shown = (before: unknown, after: unknown): string =>
      shownOf(view, difference(machine.schema, before as never, after as never))
        .map(({ path, before: was, after: is }) => `${path} ${was} -> ${is}`)
        .slice(0, MOST_FIELDS)
        .join(', ')
    const same = sameIn(machine)
    const [first] = states
    if (first === undefined) throw badInput('this trace has no states')
    if (!same(machine.initial, first))
      throw badInput(`state 0 is not the initial state: it differs in ${shown(machine.initial, first)}`)
    const actions = states.slice(1).map((after, index) => {
      const before = states[index] ?? first
      const found = stepBetween(machine, before, after, rows[index + 1]?.['action'], same)
      if (found === undefined)
        throw badInput(
          `no step leads from state ${index} to state ${index + 1}, which differ in ${shown(before, after) || 'nothing'}`,
        )
      return found
    })
    return inCase(asked, schedule(asked, machine, actions))
  })

/** The action that is named, if it leads there; else the first one that does. */
const stepBetween = <S, A>(
  { actions, fire }: Machine<S, A>,
  before: S,
  after: S,
  named: unknown,
  same: (one: S, other: S) => boolean,
): A | undefined => {
  const leads = (action: A): boolean => {
    const next = fire(before, action)
    return !isRefused(next as object) && same(next as S, after)
  }
  const some = actions.all.filter(leads)
  return some.find((action) => actions.print(action) === named) ?? some[0]
}

const sameIn = <S, A>({ states }: Machine<S, A>): ((one: S, other: S) => boolean) => {
  const [mine, theirs] = [new Int32Array(states.words), new Int32Array(states.words)]
  return (one, other) => {
    states.write(one, mine, 0)
    states.write(other, theirs, 0)
    return mine.every((word, index) => word === theirs[index])
  }
}

const stateIn = <S, A>({ schema }: Machine<S, A>, row: ItfRow, index: number): S => {
  const at = `state ${index}`
  const value =
    schema.kind === 'record' ? valueOf(schema, row, at) : valueOf(schema, (row as ItfRow | null)?.['state'], at)
  const wrong = misfit(schema, value, at)
  if (wrong !== undefined) throw badInput(`this trace does not fit its question: ${wrong}`)
  return value as S
}

/** The inverse of what `export --format itf` writes. A number may be plain, too. */
const valueOf = (shape: Shape, value: unknown, at: string): unknown => {
  switch (shape.kind) {
    case 'int':
      return numberIn(value, at)
    case 'oneOf':
    case 'flag':
      return value
    case 'peer':
      return peerIn(value, at)
    case 'peers':
      return setOf(partsOf(value, '#set', at).map((one) => peerIn(one, at)))
    case 'list':
      return listIn(value, at).map((item, index) => valueOf(shape.item, item, `${at}[${index}]`))
    case 'row':
      return rowIn(shape, value, at)
    case 'record':
      return Object.fromEntries(
        shape.fields.map(({ name, shape: part }) => {
          const fields = typeof value === 'object' && value !== null ? (value as ItfRow) : {}
          const given = fields[idOf(name)]
          if (given === undefined) throw badInput(`${at}.${idOf(name)} is missing in this trace`)
          return [name, valueOf(part, given, `${at}.${name}`)]
        }),
      )
  }
}

const rowIn = (shape: Extract<Shape, { kind: 'row' }>, value: unknown, at: string): readonly unknown[] => {
  if (shape.by === 'place') return listIn(value, at).map((item, index) => valueOf(shape.item, item, `${at}[${index}]`))
  const items = new Map(
    partsOf(value, '#map', at).map((pair) => [peerIn(listIn(pair, at)[0], at), listIn(pair, at)[1]]),
  )
  return Array.from({ length: shape.count }, (_, peer) => {
    if (!items.has(peer)) throw badInput(`${at} has no item ${peer + 1} in this trace`)
    return valueOf(shape.item, items.get(peer), `${at}[${peer + 1}]`)
  })
}

const numberIn = (value: unknown, at: string): number => {
  const text = typeof value === 'number' ? String(value) : bigintIn(value)
  if (!/^-?\d{1,15}$/.test(text)) throw badInput(`${at} is no number in this trace`)
  return Number(text)
}

const bigintIn = (value: unknown): string => {
  const text = typeof value === 'object' && value !== null ? (value as ItfRow)['#bigint'] : undefined
  return typeof text === 'string' ? text : ''
}

/** Peers are counted from 1; -1 is none. */
const peerIn = (value: unknown, at: string): number => {
  const peer = numberIn(value, at)
  if (peer > MOST_PEERS) throw badInput(`${at} names the peer ${peer}, which is too many`)
  return peer === NONE ? NONE : peer - 1
}

const partsOf = (value: unknown, mark: string, at: string): readonly unknown[] => {
  const parts = typeof value === 'object' && value !== null ? (value as ItfRow)[mark] : undefined
  return listIn(parts, at)
}

const listIn = (value: unknown, at: string): readonly unknown[] => {
  if (Array.isArray(value)) return value as readonly unknown[]
  throw badInput(`${at} is not a list or set as in ITF`)
}

const MOST_FIELDS = 6
const MOST_PEERS = 31
