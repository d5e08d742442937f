import type { Machine, Property } from '../../contract/machine'
import { sourcesOf } from '../loading/sources'
import { machineFile, propertyFile, type Show } from '../loading/machine-file'
import { ownView } from '../telling/own-view'
import type { Options } from './ask'
import { badInput } from './bad-input'
import type { Case } from './asked'

/** A machine that is not ours: of a file, or of a program that uses this package. */
export interface Own<S, A> {
  readonly machine: Machine<S, A>
  readonly properties: readonly Property<S, A>[]
  readonly show?: Show<S>
  /** From which files the case can be made again: absent where it lives in a program only. */
  readonly options?: Options
}

/** The case of a machine that is not ours. A search of it asks the laws, and what it throws is not our bug. */
export const ownCase = <S, A>({ machine, properties, show, options }: Own<S, A>): Case => ({
  title: machine.name,
  scope: [],
  options: options ?? { machine: machine.name },
  isKafka: false,
  isOwn: true,
  rungOf: () => undefined,
  run: (use) => use(machine, properties, ownView(machine, show)),
})

/** The case of a machine in a file, judged by its own properties, or by those of another file. */
export const fileCase = (path: string, rest: Options): Case => {
  const { property, ...strays } = rest
  const [stray] = Object.keys(strays)
  if (stray !== undefined) throw badInput(`--${stray} does not go with --machine ${path}: it takes --property`)
  const { machine, properties: own, show } = machineFile(path)
  const properties = property === undefined ? own : propertyFile(property)
  return {
    ...ownCase({
      ...{ machine, properties },
      ...(show === undefined ? {} : { show }),
      options: { machine: path, ...(property === undefined ? {} : { property }) },
    }),
    scope: [path, ...(property === undefined ? [] : [`properties of ${property}`])],
    sources: sourcesOf([path, ...(property === undefined ? [] : [property])]),
  }
}
