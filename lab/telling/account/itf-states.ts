import { members } from '../../../kit/bits'
import { peerName } from '../../../kit/difference'
import { NONE, type Shape } from '../../../kit/schema'
import type { CaseSchedule } from '../../questions/case-schedule'

/** A value as ITF writes it. */
export type ItfValue = string | boolean | readonly ItfValue[] | { readonly [name: string]: ItfValue }

/** The whole state at each moment of a schedule, by variable, and how it came about. */
export interface ItfStates {
  readonly vars: readonly string[]
  readonly states: readonly { readonly action: string; readonly values: Readonly<Record<string, ItfValue>> }[]
}

/** Takes a schedule again, and writes every state in full; the fields of a state are its variables. */
export const itfStatesOf = ({ run }: CaseSchedule): ItfStates =>
  run(({ schedule, retaken }) => {
    const { initial, steps } = retaken()
    const texts = schedule.texts()
    const shape: Shape = schedule.machine.schema
    const valuesOf = (state: unknown): Readonly<Record<string, ItfValue>> =>
      shape.kind === 'record'
        ? (itfValue(shape, state) as Readonly<Record<string, ItfValue>>)
        : { state: itfValue(shape, state) }
    return {
      vars: shape.kind === 'record' ? shape.fields.map(({ name }) => idOf(name)) : ['state'],
      states: [
        { action: 'at the beginning', values: valuesOf(initial) },
        ...steps.map(({ state }, index) => ({ action: texts[index] ?? '', values: valuesOf(state) })),
      ],
    }
  })

/** Numbers are big, sets are sets, and what each peer has is a map by its number, which people count from 1; nobody is -1. */
const itfValue = (shape: Shape, value: unknown): ItfValue => {
  switch (shape.kind) {
    case 'int':
      return bigint(Number(value))
    case 'oneOf':
      return String(value)
    case 'flag':
      return value === true
    case 'peer':
      return Number(value) === NONE ? bigint(NONE) : peerNumber(Number(value))
    case 'peers':
      return { '#set': members(Number(value)).map(peerNumber) }
    case 'list':
      return (value as readonly unknown[]).map((item) => itfValue(shape.item, item))
    case 'row':
      if (shape.by === 'place') return (value as readonly unknown[]).map((item) => itfValue(shape.item, item))
      return {
        '#map': (value as readonly unknown[]).map((item, peer) => [peerNumber(peer), itfValue(shape.item, item)]),
      }
    case 'record': {
      const parts = value as Readonly<Record<string, unknown>>
      return Object.fromEntries(shape.fields.map(({ name, shape: part }) => [idOf(name), itfValue(part, parts[name])]))
    }
  }
}

/** Names of fields are identifiers to those who read this: process-crash is process_crash. */
const idOf = (name: string): string => name.replace(/\W/g, '_')

const peerNumber = (peer: number): ItfValue => bigint(Number(peerName(peer)))

const bigint = (value: number): ItfValue => ({ '#bigint': String(value) })
