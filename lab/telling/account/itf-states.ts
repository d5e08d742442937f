import { members } from '../../../kit/bits'
import { peerName } from '../../../kit/difference'
import { NONE, type Shape } from '../../../kit/schema'
import type { CaseSchedule } from '../../questions/case-schedule'

/** A value in the ITF notation. */
export type ItfValue = string | boolean | readonly ItfValue[] | { readonly [name: string]: ItfValue }

/** The complete state at each moment of a schedule, by variable, and the action that led to it. */
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
        { action: 'initial state', values: valuesOf(initial) },
        ...steps.map(({ state }, index) => ({ action: texts[index] ?? '', values: valuesOf(state) })),
      ],
    }
  })

/**
 * Numbers are `#bigint`. Sets are `#set`. A value per peer is a map from the peer's number, counted from 1. No peer is
 * -1.
 */
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

/** Readers of ITF expect identifiers as field names: process-crash becomes process_crash. */
export const idOf = (name: string): string => name.replace(/\W/g, '_')

const peerNumber = (peer: number): ItfValue => bigint(Number(peerName(peer)))

const bigint = (value: number): ItfValue => ({ '#bigint': String(value) })
