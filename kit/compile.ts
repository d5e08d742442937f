/**
 * The one place where text becomes code. `body` is built from fixed text, numbers and the names in our own schemas,
 * never from input; `given` are the values that it may use, by name.
 */
export const compile = <F>(body: readonly string[], given: Readonly<Record<string, unknown>>): F => {
  const text = ["'use strict'", ...body].join('\n')
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
  const make = new Function(...Object.keys(given), text) as (...values: readonly unknown[]) => F
  return make(...Object.values(given))
}
