import { explore } from '../../explorer/breadth'
import type { Strategy } from '../../explorer/strategies/names'
import { faults } from '../../model/state'
import { ablatable } from './ablatable'
import { bugs } from './bugs'
import type { Pinned } from './pinned'
import type { PinnedWalk } from './pinned-walks'
import { told } from './told'
import { numberOf, subjectOf, type Question } from '../questions/question'
import { shrinkFailure } from '../walking/shrink'
import { everything, type Open } from '../walking/draw-question'
import { failureOf, type Found } from '../walking/tally'
import { session } from '../walking/session'
import type { Plan } from '../walking/plan'

/** The maximum number of steps to find a historic bug by random walks. */
const MOST_STEPS = 4_000_000
const STEPS = 120
const SLICE = 20_000

const { faults: _, ...allButFaults } = everything

/** The bugs that random walks have to find: those of Kafka's history. */
export const hunted: readonly Pinned[] = bugs.filter(({ name }) => !/^B5[78]/.test(name))

/** The bugs whose schedules must shrink to the shortest one. */
export const shrunk: readonly Pinned[] = hunted.filter(({ name }) => ['B01', 'B03', 'B06'].includes(name))

const atMessages = (asked: Question): Question => ({ ...asked, bounds: { ...asked.bounds, grain: 'message' } })

const plan = (name: string, seed: number, asked: Question, open: Open): Plan => ({
  seed: `tidemark/${name}/${seed}`,
  ...{ asked, open, runs: 1e9, steps: STEPS },
})

/** Bugs of which four million steps with drawn faults show nothing: their walks have only the faults of the row. */
const WITH_GIVEN_FAULTS: readonly string[] = [
  ...['B36', 'B37', 'B38', 'B39', 'B41', 'B43', 'B51', 'B57', 'B57-kraft', 'B57-elr', 'B58', 'B68'],
]

/**
 * The question of a bug, with bounds that each walk draws. Machine crashes and unclean elections are never drawn at
 * random. Replicas move where a fetch is one step. `isWithinRow`: only the first leader is drawn.
 */
const huntFor = ({ name, question: asked }: Pinned, seed: number, isWithinRow = false): Plan => {
  const { settings, bounds } = asked
  if (isWithinRow) return plan(name, seed, atMessages(asked), { leader: true })
  const isMoving = bounds.reassign !== undefined
  const isGiven =
    settings.uncleanElection || bounds.faults['machine-crash'] > 0 || isMoving || WITH_GIVEN_FAULTS.includes(name)
  return plan(name, seed, isMoving ? asked : atMessages(asked), isGiven ? allButFaults : everything)
}

/** The row of a walk on record, and the plan of that walk alone. */
export const rowOfWalk = ({ name }: Pick<PinnedWalk, 'name'>): Pinned => {
  const row = [...ablatable, ...told].find((one) => one.name === name)
  if (row === undefined) throw new Error(`no row is named ${name}`)
  return row
}

/** The walks of a record, from the first on. */
export const planOfWalk = (pinned: Omit<PinnedWalk, 'walk' | 'step' | 'steps'>): Plan =>
  huntFor(rowOfWalk(pinned), pinned.seed, pinned.isWithinRow)

/** The same until something is found. */
export const huntAgain = (pinned: Omit<PinnedWalk, 'walk' | 'step' | 'steps'>): Hunt =>
  walkUntilFound(planOfWalk(pinned))

/** What the walk of a record finds, and nothing of the walks before it. */
export const takeAgain = (pinned: PinnedWalk): Found | undefined => {
  const walking = session({ ...planOfWalk(pinned), runs: 1 }, pinned.walk)
  walking.advance(Infinity)
  return walking.found
}

/**
 * The question with only the faults that the bug needs, so that a walk's result can be compared with that of a search.
 */
const plainHuntFor = ({ name, question: asked }: Pinned, seed: number): Plan => {
  const budgets = faults.map((fault) => [fault, asked.bounds.faults[fault] > 0 ? 3 : 0])
  const bounds = { ...asked.bounds, faults: Object.fromEntries(budgets) as Question['bounds']['faults'] }
  return plan(name, seed, atMessages({ ...asked, bounds }), allButFaults)
}

export interface Hunt {
  /** The number of steps of all walks, including the one that failed. */
  readonly steps: number
  readonly found: Found | undefined
}

const walkUntilFound = (walks: Plan, most = MOST_STEPS): Hunt => {
  const walking = session(walks)
  while (walking.advance(Math.min(SLICE, most - walking.progress.steps)) && walking.progress.steps < most);
  return { steps: walking.progress.steps, found: walking.found }
}

/** Takes walks until the bug is found, or until four million steps are taken. */
export const hunt = (bug: Pinned, seed: number): Hunt => walkUntilFound(huntFor(bug, seed))

/** The same with another strategy, and another number of steps at most. A walk that has begun is taken to its end. */
export const huntBy = (bug: Pinned, seed: number, strategy: Strategy, most: number): Hunt =>
  walkUntilFound({ ...huntFor(bug, seed), strategy }, most)

/**
 * The result of shrinking a schedule, and the length of the shortest schedule within the bounds of the bug, by
 * exhaustive search.
 */
export interface Shrinking {
  readonly from: number
  readonly to: number
  readonly shortest: number
  /** The time of shrinking, by the given clock. */
  readonly cpuSeconds: number
  /** The properties broken after and before shrinking. Shrinking never changes the property. */
  readonly targets: readonly [string, string]
}

/** Searches with the faults that the bug needs, and shrinks the failure. Undefined if no failure is found. */
export const shrinkHunted = (bug: Pinned, seed: number, cpu = (): number => 0): Shrinking | undefined => {
  const { found } = walkUntilFound(plainHuntFor(bug, seed))
  return found && shrinkFound(bug, found, cpu)
}

const shrinkFound = ({ question: asked }: Pinned, found: Found, cpu: () => number): Shrinking => {
  const { machine, properties } = subjectOf(atMessages(asked))
  const before = cpu()
  const { schedule, target } = shrinkFailure(failureOf(found))
  const cpuSeconds = cpu() - before
  return {
    cpuSeconds,
    from: found.actions.length,
    to: schedule.length,
    shortest: explore(machine, properties).breach?.actions.length ?? 0,
    targets: [numberOf(found.target), numberOf(target)],
  }
}
