import { members } from '../../../kit/bits'
import { peerName } from '../../../kit/difference'
import { NONE, type Shape } from '../../../kit/schema'
import type { Case } from '../../questions/case'
import { retake } from '../../searching/check'

/** A value in the ITF notation. */
export type ItfValue = string | boolean | readonly ItfValue[] | { readonly [name: string]: ItfValue }

/** The complete state at each moment of a schedule, by variable, and the action that led to it. */
export interface ItfStates {
  readonly vars: readonly string[]
  readonly states: readonly { readonly action: string; readonly values: Readonly<Record<string, ItfValue>> }[]
}

/** Replays a schedule and writes every complete state. The fields of a state are its variables. */
export const itfStatesOf = (asked: Case, codes: readonly string[]): ItfStates =>
  asked.run((machine, properties, view) => {
    const { initial, steps } = retake(machine, properties, codes)
    const shape: Shape = machine.schema
    const valuesOf = (state: unknown): Readonly<Record<string, ItfValue>> =>
      shape.kind === 'record'
        ? (itfValue(shape, state) as Readonly<Record<string, ItfValue>>)
        : { state: itfValue(shape, state) }
    return {
      vars: shape.kind === 'record' ? shape.fields.map(({ name }) => idOf(name)) : ['state'],
      states: [
        { action: 'initial state', values: valuesOf(initial) },
        ...steps.map(({ action, state }) => ({ action: view.event(action), values: valuesOf(state) })),
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
    case 'perPeer':
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
const idOf = (name: string): string => name.replace(/\W/g, '_')

const peerNumber = (peer: number): ItfValue => bigint(Number(peerName(peer)))

const bigint = (value: number): ItfValue => ({ '#bigint': String(value) })
