/** What is different for a machine that is not ours: it is asked the laws, and what it throws is bad input. */
import { createRequire } from 'node:module'
import type { Machine, Property } from '../../contract/machine'
import type { Watch } from '../../explorer/node/drive'
import type * as Inquiry from '../../explorer/inquiry'
import type { Case } from '../questions/asked'
import { badInput, isBadInput } from '../questions/bad-input'

/**
 * Asks the laws in the first states, and in states of a random walk when the search reports its progress: often at the
 * beginning, and later so rarely that a long search takes hardly more time. Bad input if a law is broken.
 */
export const questioned = <S, A, P>(
  { isOwn, title }: Case,
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  watch: Watch<P>,
): Watch<P> => {
  if (!isOwn) return watch
  const { begin, goOn } = asking().inquiry(machine, properties, title)
  const refuse = (broken: string | undefined): void => {
    if (broken !== undefined)
      throw badInput(`the machine '${title}' breaks a law that every search relies on: ${broken}`)
  }
  const turn = { number: 0 }
  refuse(begin())
  return {
    ...watch,
    report(progress, seconds) {
      turn.number++
      if (isTurn(turn.number)) refuse(goOn())
      watch.report(progress, seconds)
    },
  }
}

/** Loaded when it is needed: it brings random walks, and our own machines are not asked. */
const asking = (): typeof Inquiry => createRequire(__filename)('../../explorer/inquiry') as typeof Inquiry

/** A search reports a few hundred times per second, and asking in one state takes as long as a report, or less. */
const RARELY = 512

const isTurn = (number: number): boolean => (number < RARELY ? (number & (number - 1)) === 0 : number % RARELY === 0)

/** What a machine that is not ours throws is an error in it, and not a bug in tidemark. */
export const blaming = async <R>({ isOwn, title }: Case, work: () => Promise<R>): Promise<R> => {
  try {
    return await work()
  } catch (error) {
    throw isOwn ? blamed(title, error) : error
  }
}

const blamed = (title: string, error: unknown): unknown => {
  if (isBadInput(error)) return error
  const reason =
    error instanceof Error ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}` : String(error)
  return Object.assign(badInput(`the machine '${title}' or one of its properties throws: ${reason}`), { cause: error })
}
