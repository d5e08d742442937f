/**
 * A matcher for Jest: `import 'tidemark/jest'` in a test, or in `setupFilesAfterEnv`; then
 *
 *   await expect(machine).toHold([property])
 */
import type { Machine, Property } from '../contract/machine'
import { check, type CheckOptions } from './check'
import type { Failure } from './failure'
import { text } from './tell'

/** What `toHold` may use. */
export type HoldOptions = Omit<CheckOptions<never>, 'show'>

interface Matched {
  readonly pass: boolean
  message(): string
}

/**
 * Passes if every reachable state of the machine was judged and every property holds, with every required fact reached.
 * Otherwise the message is the shortest schedule that breaks a property. A search that a limit ended does not pass, and
 * does not pass under `.not` either.
 */
export const toHold = async <S, A>(
  received: Machine<S, A>,
  properties: readonly Property<S, A>[],
  options: HoldOptions = {},
): Promise<Matched> => {
  const { verdict, stopped, failure, missing, states, depth } = await check(received, properties, options)
  if (verdict === 'inconclusive')
    throw new Error(
      `${received.name}: it is open whether this holds: stopped (${stopped}) after ${states} states, correct to depth ${depth}`,
    )
  const broken = failure === undefined ? missingText(received, missing) : brokenText(failure)
  return {
    pass: broken === undefined,
    message: () => broken ?? `${received.name}: expected a broken property, and all hold in ${states} states`,
  }
}

const brokenText = <S, A>(failure: Failure<S, A>): string =>
  `${failure.machine.name}: expected to hold\n\n${text(failure)}`

const missingText = <S, A>({ name }: Machine<S, A>, missing: readonly string[]): string | undefined =>
  missing.length === 0 ? undefined : `${name}: never reached, so the check proves too little: ${missing.join(', ')}`

interface Expecting {
  readonly expect?: { extend(matchers: Readonly<Record<string, unknown>>): void }
}

const { expect } = globalThis as Expecting
expect?.extend({ toHold })

declare global {
  // oxlint-disable-next-line typescript/no-namespace
  namespace jest {
    // The parameters must be those of the declaration that this extends.
    // oxlint-disable-next-line typescript/no-empty-object-type
    interface Matchers<R, T = {}> {
      /** Every reachable state of this machine was judged, and every property holds in it. Await it. */
      toHold<S, A>(properties: readonly Property<S, A>[], options?: HoldOptions): Promise<void>
    }
  }
}
