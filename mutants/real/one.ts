/**
 * One task with mutants in a process of its own, because it loads another text in the place of the model's. The first argument
 * is a number of walks, the second the task as JSON; the answer is printed as JSON. Only `beside` needs Kafka.
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
import type { Task } from './task'
import type * as Walks from './walks'

const ROOT = resolve(__dirname, '..', '..')
const load = createRequire(__filename)
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const mutate = (mutant: Mutant): void => loadInstead(ROOT, { [mutant.file]: mutated(textOf(mutant.file), mutant) })

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

const effectOf = (mutant: Mutant, walks: readonly string[]): Walks.Effect => {
  mutate(mutant)
  return (load('./walks') as typeof Walks).effectBeside(walks)
}

const seenOf = async (mutant: Mutant, runs: number): Promise<unknown> => {
  mutate(mutant)
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

const answerTo = (task: Task, runs: number): unknown => {
  if (task.do === 'held') return heldIn(task.guards, runs)
  if (task.do === 'walks') return (load('./walks') as typeof Walks).walksOf(runs)
  return task.do === 'effect' ? effectOf(task.mutant, task.walks) : seenOf(task.mutant, runs)
}

const [, , runs = '', asked = ''] = process.argv
void Promise.resolve(answerTo(JSON.parse(asked) as Task, Number(runs))).then((found) =>
  process.stdout.write(`${JSON.stringify(found)}\n`),
)
