/**
 * The only place where text becomes code. `body` consists of fixed text, numbers and names from this project's schemas,
 * and never of input. `given` are the values that it may use, by name.
 */
export const compile = <F>(body: readonly string[], given: Readonly<Record<string, unknown>>): F => {
  const text = ["'use strict'", ...body].join('\n')
  // oxlint-disable-next-line typescript/no-implied-eval -- see above
  const make = new Function(...Object.keys(given), text) as (...values: readonly unknown[]) => F
  return make(...Object.values(given))
}
