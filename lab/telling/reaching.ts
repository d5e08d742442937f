import type { CaseSchedule } from '../questions/case-schedule'
import { goalOf } from '../questions/goal'

/**
 * The number of steps after which a goal first holds in a schedule; undefined if it never does. Steps behind a broken
 * property count as well. Bad input where the goal cannot be read.
 */
export const firstReaching = ({ run }: CaseSchedule, goal: string): number | undefined =>
  run(({ schedule, view }) => {
    const { statement } = goalOf(goal, schedule.machine, view)
    const { initial, steps } = schedule.replay()
    const first = [initial, ...steps.map(({ state }) => state)].findIndex((state) => statement.holds(state))
    return first < 0 ? undefined : first
  })
