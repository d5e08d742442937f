/** Stories that fail, and what must be true of each explanation: shown by replay. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCase } from '../questions/case'
import { inCase, scheduleInToken, type CaseSchedule } from '../questions/case-schedule'
import { parseStory } from '../telling/story/parse'
import { scheduleInStory } from '../telling/story/schedule'
import { splitStory } from '../telling/story/split'
import { rerunOf } from '../telling/rerun'
import { explain } from './explain'

const ROOT = join(__dirname, '..', '..')

const BUGS = 'scenarios/bugs'

export const bugStories = readdirSync(join(ROOT, BUGS)).map((name) => `${BUGS}/${name}`)

/** One in twelve. The others are explained at night. */
export const isTakenEarly = (_path: string, at: number): boolean => at % 12 === 0

/** The first schedule of a story. */
export const storied = (path: string): CaseSchedule => {
  const [first] = splitStory(parseStory(path, readFileSync(join(ROOT, path), 'utf8')))
  if (first === undefined) throw new Error(`${path} has no schedule`)
  const told = scheduleInStory(first.story)
  return inCase(readCase(told.question), told)
}

/** The first schedule of the story of a bug whose name begins so. */
export const bug = (name: string): CaseSchedule => {
  const path = bugStories.find((one) => one.startsWith(`${BUGS}/${name}`))
  if (path === undefined) throw new Error(`no story of ${name}`)
  return storied(path)
}

/** What an explanation claims, a replay shows. */
export const isShownByReplay = (given: CaseSchedule): void => {
  const { noReturn, counterfactuals, after, verdict } = explain(given, 5000)
  expect(verdict).toBe('still fails')
  for (const { token } of counterfactuals) expect(rerunOf(scheduleInToken(token)).verdict).toBe('fixed')
  if (noReturn === undefined) return
  const before = after.slice(0, noReturn.step)
  expect(noReturn.isAtLatest).toBe(before.some(({ outlook }) => outlook === 'unknown'))
  const isOpen = before.at(-1)?.outlook !== 'unknown' && before.length > 0
  expect(noReturn.before !== undefined).toBe(isOpen)
  if (noReturn.before === undefined) return
  const { verdict: kept, trace } = rerunOf(scheduleInToken(noReturn.before.token))
  expect([kept, trace.steps.length]).toEqual(['fixed', noReturn.step - 1 + noReturn.before.steps.length])
}
