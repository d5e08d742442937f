/**
 * One mutant in a process of its own: its text is loaded in the place of the model's, walks are stepped on Kafka's own classes,
 * and what they show is printed as JSON. The first argument is a number of walks, the second the mutant as JSON. Where it is a
 * list of mutants, prints which of these guards ever hold in these walks of the model; Kafka is not needed for that.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type * as Classes from '../../conformance/classes'
import type * as RealWalk from '../../conformance/real-walk'
import { mutated, type Mutant } from '../mutant'
import type * as Looking from './looking'
import type * as Plan from './plan'
import { loadInstead } from './other-text'
import { heldWhile, probed } from './probes'

const ROOT = resolve(__dirname, '..', '..')
const load = createRequire(__filename)
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const heldIn = (guards: readonly Mutant[], runs: number): readonly string[] => {
  const files = [...new Set(guards.map(({ file }) => file))]
  const texts = files.map((file) => [
    file,
    probed(
      textOf(file),
      guards.filter((one) => one.file === file),
    ),
  ])
  loadInstead(ROOT, Object.fromEntries(texts) as Record<string, string>)
  return heldWhile(() => {
    const { planOf } = load('./plan') as typeof Plan
    const { drawSchedule } = load('../../conformance/real-walk') as typeof RealWalk
    for (let number = 0; number < runs; number++) drawSchedule(planOf(runs), number)
  })
}

const seenOf = async (mutant: Mutant, runs: number): Promise<unknown> => {
  loadInstead(ROOT, { [mutant.file]: mutated(textOf(mutant.file), mutant) })
  const { planOf, RELEASE } = load('./plan') as typeof Plan
  const { startClasses } = load('../../conformance/classes') as typeof Classes
  const { lookFor } = load('./looking') as typeof Looking
  const driver = await startClasses(RELEASE)
  try {
    return await lookFor(driver, planOf(runs))
  } finally {
    await driver.close()
  }
}

const [, , runs = '', asked = ''] = process.argv
const given = JSON.parse(asked) as Mutant | readonly Mutant[]
const answer = Array.isArray(given) ? heldIn(given, Number(runs)) : seenOf(given as Mutant, Number(runs))
void Promise.resolve(answer).then((found) => process.stdout.write(`${JSON.stringify(found)}\n`))
