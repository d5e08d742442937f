import type { Verdict } from './verdict'

/** The verdict in the output of jest: 'a leader › drops ...', and the file of this test. */
export const failureIn = (printed: string, by: 'test' | 'agreement'): Verdict => {
  const lines = printed.split('\n')
  const at = lines.findIndex((line) => line.startsWith(TITLE))
  const title = lines[at]?.slice(TITLE.length).trim()
  const where = lines
    .find((line) => line.startsWith(FAILED))
    ?.slice(FAILED.length)
    .split(' ')[0]
  // Then something else is wrong: a mutant must not count as killed.
  if (title === undefined || where === undefined) throw new Error(`the tests cannot be run: ${printed.slice(0, 500)}`)
  if (title !== NOT_LOADED) return { killed: true, by, how: title, where }
  const why =
    lines
      .slice(at + 1)
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  return { killed: true, by: THROWN.test(why) ? 'error' : by, how: why, where }
}

const TITLE = '  ● '
const FAILED = 'FAIL '

/** The schedule of a describe block is refused, or the model throws an error. */
const NOT_LOADED = 'Test suite failed to run'
export const THROWN = /^(Type|Range|Reference|Syntax)Error\b/
