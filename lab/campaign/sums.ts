import type { Healed } from '../walking/tally'
import type { Where } from './groups'
import type { Failed, HuntJob, HuntResult, Job, Result, SearchResult, WalksResult } from './job'
import type { CampaignQuestion } from './list'

/** What came of one question so far. */
export interface Asked {
  readonly question: CampaignQuestion
  readonly walks: number
  readonly steps: number
  readonly failing: number
  readonly asked: ReadonlySet<string>
  readonly met: ReadonlySet<string>
  readonly healing?: Healed
  readonly search?: SearchResult
}

/** What a hunt found. */
export type HuntSum = Omit<HuntJob, 'kind' | 'most'> & Omit<HuntResult, 'kind'>

export const huntOf = ({ bug, strategy, seed }: HuntJob, { steps, isFound }: HuntResult): HuntSum => ({
  ...{ bug, strategy, seed, steps, isFound },
})

/** A job, and the number of its question. */
export interface Entry {
  readonly job: Job
  readonly question: number
}

/** A failure, and who found it. */
export interface Finding {
  readonly failure: Failed
  readonly where: Where
}

export type Sum = { -readonly [K in keyof Asked]: Asked[K] } & {
  readonly asked: Set<string>
  readonly met: Set<string>
}

export const beginning = (question: CampaignQuestion): Sum => ({
  ...{ question, walks: 0, steps: 0, failing: 0 },
  ...{ asked: new Set<string>(), met: new Set<string>() },
})

/** Adds a result to the sum of its question. What it found. */
export const addTo = (of: Sum | undefined, { job, question }: Entry, result: Result): readonly Finding[] => {
  if (of === undefined) return []
  if (result.kind === 'search') {
    of.search = result
    return result.failure === undefined ? [] : [{ failure: result.failure, where: { by: 'search', question } }]
  }
  return result.kind === 'walks' && job.asked.kind === 'walks' ? addWalks(of, result, job.asked.seed, question) : []
}

const addWalks = (
  of: Sum,
  { walks, steps, asked, met, healing, failures }: WalksResult,
  seed: string,
  question: number,
): readonly Finding[] => {
  of.walks += walks
  of.steps += steps
  of.failing += failures.length
  for (const name of asked) of.asked.add(name)
  for (const name of met) of.met.add(name)
  if (healing !== undefined) of.healing = summed(healing, of.healing)
  return failures.map(({ walk, ...failure }) => ({ failure, where: { by: 'walk', question, seed, walk } }))
}

const summed = (one: Healed, before?: Healed): Healed => ({
  walks: one.walks + (before?.walks ?? 0),
  settled: one.settled + (before?.settled ?? 0),
  leftOut: one.leftOut + (before?.leftOut ?? 0),
  open: one.open + (before?.open ?? 0),
  times: one.times + (before?.times ?? 0),
  steps: one.steps + (before?.steps ?? 0),
})
