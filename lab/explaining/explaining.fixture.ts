/** Stories that fail, and what must be true of each explanation: shown by replay. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCase } from '../questions/case'
import { inCase, scheduleInToken, type CaseSchedule } from '../questions/case-schedule'
import { parseStory } from '../telling/story/parse'
import { scheduleInStory } from '../telling/story/schedule'
import { rerunOf } from '../telling/rerun'
import { explain } from './explain'

const ROOT = join(__dirname, '..', '..')

const BUGS = 'scenarios/bugs'

export const bugStories = readdirSync(join(ROOT, BUGS)).map((name) => `${BUGS}/${name}`)

export const storied = (path: string): CaseSchedule => {
  const told = scheduleInStory(parseStory(path, readFileSync(join(ROOT, path), 'utf8')))
  return inCase(readCase(told.question), told)
}

/** What an explanation claims, a replay shows. */
export const isShownByReplay = (given: CaseSchedule): void => {
  const { noReturn, counterfactuals, after, verdict } = explain(given, 5000)
  expect(verdict).toBe('still fails')
  for (const { token } of counterfactuals) expect(rerunOf(scheduleInToken(token)).findings).toEqual([])
  if (noReturn === undefined) return
  const unknown = after.slice(0, noReturn.step).filter(({ outlook }) => outlook === 'unknown')
  expect(noReturn.isAtLatest).toBe(unknown.length > 0)
  if (noReturn.before === undefined) return
  expect(rerunOf(scheduleInToken(noReturn.before.token)).findings).toEqual([])
}
