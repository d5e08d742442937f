import type { Machine, Property } from '../../contract/machine'
import { badInput } from '../questions/bad-input'
import { exportsText, type Loaded } from './load'
import { loadFile } from './load-file'
import { machineFault, propertyFault, showFault } from './shape'

/** How the states of a machine are shown: one short cell for each column. */
export interface Show<S> {
  readonly columns: readonly string[]
  cells(state: S): readonly string[]
}

/** What a file of a machine exports. */
export interface MachineFile {
  readonly machine: Machine<object, unknown>
  readonly properties: readonly Property<object, unknown>[]
  readonly show?: Show<object>
}

/** Loads a machine: `export const machine`, and optionally `properties` and `show`. Bad input if it has another shape. */
export const machineFile = (path: string): MachineFile => {
  const loaded = loadFile(path, OPTION)
  const { machine, properties = [], show } = loaded.exports
  if (machine === undefined) throw lacking(loaded, 'machine', 'a machine (see defineMachine)')
  refuse(path, 'machine', machineFault(machine))
  refuse(path, 'properties', propertiesFault(properties))
  refuse(path, 'show', show === undefined ? undefined : showFault(show))
  return { machine, properties, ...(show === undefined ? {} : { show }) } as MachineFile
}

const OPTION = '--machine'

/** Loads properties: `export const property` or `properties`. Bad input if it has another shape. */
export const propertyFile = (path: string): readonly Property<object, unknown>[] => partlyJudged(path, (one) => one)

/** The same for a file whose exports are made into properties one by one; what is made into nothing is left out. */
export const partlyJudged = <S, A>(path: string, make: (one: unknown) => unknown): readonly Property<S, A>[] => {
  const loaded = loadFile(path, '--property')
  const { property, properties = property === undefined ? undefined : [property] } = loaded.exports
  if (properties === undefined)
    throw lacking(loaded, 'property or properties', 'a property, or a list of them', '--property')
  const made = Array.isArray(properties)
    ? properties.map((one: unknown) => make(one)).filter((one) => one !== undefined)
    : properties
  refuse(path, 'properties', propertiesFault(made), '--property')
  return made as readonly Property<S, A>[]
}

const propertiesFault = (value: unknown): string | undefined => {
  if (!Array.isArray(value)) return `a list of properties expected, ${typeof value} found`
  const faults = value.map((one, index) => [index, propertyFault(one)] as const)
  const wrong = faults.find(([, fault]) => fault !== undefined)
  return wrong && `number ${wrong[0] + 1}: ${wrong[1]}`
}

const refuse = (path: string, name: string, fault: string | undefined, option = OPTION): void => {
  if (fault !== undefined) throw badInput(`${option}: '${path}': ${name}: ${fault}`)
}

export const lacking = (loaded: Loaded, name: string, what: string, option = OPTION): Error =>
  badInput(`${option}: '${loaded.path}' exports ${exportsText(loaded)}: expected an export named ${name}, ${what}`)

/** Bad input if a machine of a program, or one of its properties, has another shape than expected. */
export const refuseMisshapen = (machine: unknown, properties: unknown): void => {
  const fault = machineFault(machine) ?? propertiesFault(properties)
  if (fault !== undefined) throw badInput(`check: ${fault}`)
}
