import type { Machine, Property } from '../../contract/machine'
import type { View } from '../telling/view'
import type { Options } from './ask'

/** Something that can be checked: Kafka or a specimen, and how it is written and shown. */
export interface Case {
  readonly title: string
  /** The settings and bounds, line by line. */
  readonly scope: readonly string[]
  /** Where a release was asked about that is no preset: which preset stands for it, and why. It is a line of the scope, too. */
  readonly standsFor?: string
  /** The question in full, from which this case can be made again. */
  readonly options: Options
  readonly isKafka: boolean
  /** The machine is not ours: it is asked the laws, and what it throws is not a bug in tidemark. */
  readonly isOwn?: boolean
  /** A checksum of the files that it was loaded from. */
  readonly sources?: string
  /** Where on the ladder a property stands, if on any. */
  rungOf(property: string): string | undefined
  run<R>(use: Use<R>): R
}

export type Use<R> = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[], view: View<S, A>) => R
