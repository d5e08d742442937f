import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Tests of rules: in this state, this step has this effect, or is refused for this reason. */
export const RULES = 'model'

/**
 * Tests that two ways of computing the same result agree: steps, and the messages that they stand for; walks that try
 * every kind of action, and walks that try those for which there is occasion.
 */
export const AGREEMENTS: readonly string[] = ['lab/records/grain.test.ts', 'lab/walking/occasions.test.ts']

/** Tests of rules that take a second each. They are asked after the others. */
const LONG: readonly string[] = [
  'model/coordinator/zookeeper/healing.test.ts',
  'model/storage/crash-points.test.ts',
  'model/storage/generated-logs.test.ts',
]

/**
 * The tests of rules, in the order in which they are asked about a mutant of a file: first those that are known to have noticed it
 * once, then those in its folder, because they often notice.
 */
export const rulesFor = (root: string, file: string, known?: string): readonly string[] => {
  const all = readdirSync(join(root, RULES), { recursive: true, encoding: 'utf8' })
    .map((name) => `${RULES}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /(?<!\.(long|night|real))\.test\.ts$/.test(name))
    .sort()
  const turn = (name: string): number =>
    name === known ? 0 : 1 + (dirname(name) === dirname(file) ? 0 : 2) + (LONG.includes(name) ? 1 : 0)
  return all.sort((one, other) => turn(one) - turn(other))
}
