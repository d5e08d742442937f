import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Tests of rules: in this state, this step has this effect, or is refused for this reason. */
export const RULES = 'model'

/**
 * Tests that two ways of computing the same result agree: steps, and the messages that they stand for; walks that try
 * every kind of action, and walks that try those for which there is occasion.
 */
export const AGREEMENTS: readonly string[] = ['lab/records/grain.test.ts', 'lab/walking/occasions.test.ts']

/** Tests of rules that take much longer than others: from a third of a second to more than one. They are asked after the others. */
const LONG: readonly string[] = [
  'model/coordinator/kraft/canonical.test.ts',
  'model/coordinator/zookeeper/healing.test.ts',
  'model/storage/crash-points.test.ts',
  'model/storage/generated-logs.test.ts',
  'model/storage/walks.test.ts',
  'model/versions/answers.test.ts',
]

/** Which files of tests are likely to notice a mutant. */
export interface Hints {
  /** The file that noticed it when it was judged last. */
  readonly known?: string | undefined
  /** Those that noticed other mutants of its file, the most frequent first. */
  readonly neighbours: readonly string[]
}

/**
 * The tests of rules, in the order in which they are asked about a mutant of a file: first those that are likely to notice it, then
 * those in its folder, then the rest. Long ones of other folders are asked `later`: they seldom notice what these have missed.
 */
export const rulesFor = (
  root: string,
  file: string,
  { known, neighbours }: Hints = { neighbours: [] },
): { readonly first: readonly string[]; readonly later: readonly string[] } => {
  const all = readdirSync(join(root, RULES), { recursive: true, encoding: 'utf8' })
    .map((name) => `${RULES}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /(?<!\.(long|night|real))\.test\.ts$/.test(name))
    .sort()
  const isNear = (name: string): boolean => dirname(name) === dirname(file)
  const isLater = (name: string): boolean => LONG.includes(name) && !isNear(name) && name !== known
  const likely = [...(known === undefined ? [] : [known]), ...neighbours.filter((name) => !LONG.includes(name))]
  const turn = (name: string): number => {
    if (likely.includes(name)) return likely.indexOf(name)
    return likely.length + (isNear(name) ? 0 : 2) + (LONG.includes(name) ? 1 : 0)
  }
  const first = all.filter((name) => !isLater(name)).sort((one, other) => turn(one) - turn(other))
  return { first, later: all.filter(isLater) }
}
