/** What tests of rules use of jest: `test`, `describe`, both with `each`, and `expect`. */
import { createRequire } from 'node:module'
import { format } from 'node:util'

/** One test, by its title with the titles around it: 'a leader › waits'. */
export interface Claim {
  readonly title: string
  body(): unknown
}

type Given = (title: string, body: (...values: readonly unknown[]) => unknown) => void

/** The tests that a file declares while `load` loads it. Their titles are those of jest. */
export const claimsIn = (load: () => void): readonly Claim[] => {
  const claims: Claim[] = []
  const around: string[] = []
  const declare: Given = (title, body) => {
    claims.push({ title: [...around, title].join(' › '), body })
  }
  const group: Given = (title, body) => {
    around.push(title)
    body()
    around.pop()
  }
  Object.assign(globalThis, { test: withEach(declare), describe: withEach(group), expect: expecting() })
  load()
  return claims
}

const expecting = (): unknown => {
  const ofJest = createRequire(require.resolve('jest'))
  return (ofJest('expect') as { readonly expect: unknown }).expect
}

const withEach = (given: Given): Given & { each: (rows: readonly unknown[]) => Given } =>
  Object.assign(given.bind(undefined), {
    each:
      (rows: readonly unknown[]): Given =>
      (title, body) => {
        rows.forEach((row, place) => {
          const values: readonly unknown[] = Array.isArray(row) ? row : [row]
          given(titled(title, values, place), () => body(...values))
        })
      },
  })

/** '%s comes after %s' of two values, and '%#' of a place in the table. */
const titled = (title: string, values: readonly unknown[], place: number): string => {
  const wanted = title.replaceAll('%#', String(place)).replaceAll('%p', '%j')
  return format(wanted, ...values.slice(0, wanted.match(/%[sdifjoO]/g)?.length ?? 0))
}
