import type { Healed } from '../walking/tally'
import { isSameCause } from '../../contract/causes'
import { causeIn, groups, type Groups, type Where } from './groups'
import {
  keyOf,
  type Failed,
  type Job,
  type Result,
  type SearchResult,
  type ShrinkResult,
  type WalksResult,
} from './job'
import type { CampaignQuestion, Listed } from './list'

/**
 * What is done of a campaign, and what is to do. Results come in any order, and are added up in the order of the campaign, up
 * to the first missing one: so what is found, and what is shrunk, does not depend on who worked, and when.
 */
export interface Ledger {
  /** The next job that nobody has. Undefined if there is none for now. */
  next(): Job | undefined
  /** Somebody who had the job does not have it any more. */
  giveBack(job: Job): void
  /** False if the result of this job was known, or is of no job of this campaign. */
  add(key: string, result: Result): boolean
  readonly isOver: boolean
  readonly progress: CampaignProgress
  /** What came of each question, and each failure that is shrunk or needs no shrinking. */
  readonly questions: readonly Asked[]
  readonly failures: readonly Distinct[]
}

export interface CampaignProgress {
  /** The jobs that are done, and all that are known: a failure adds one. */
  readonly done: number
  readonly jobs: number
  readonly walks: number
  readonly searches: number
  /** Schedules that broke something, and their causes, as far as results are added up. */
  readonly failures: number
  readonly causes: number
}

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

/** A failure that no other stands for: by its cause, and after shrinking by its fingerprint. */
export interface Distinct {
  readonly failure: Failed
  readonly where: Where
  /** The schedules that broke the same, and the numbers of the questions that they are of. */
  readonly failures: number
  readonly questions: readonly number[]
  /** `search`: a search found it, so it is a shortest one within its bounds. Absent: it is not shrunk yet. */
  readonly shrunk?: 'search' | 'shortest' | 'cut'
}

interface Entry {
  readonly job: Job
  readonly question: number
}

export const ledger = (of: readonly Listed[], program: string): Ledger => {
  const entries: readonly Entry[] = of.flatMap(({ jobs }, question) => jobs.map((job) => ({ job, question })))
  const ofCampaign = new Set(entries.map(({ job }) => job.key))
  const waiting = new Map<string, Result>()
  const known = new Set<string>()
  const given = new Set<string>()
  const questions = of.map(({ question }) => beginning(question))
  const found = groups()
  const shrinks: Job[] = []
  const shrunk = new Map<string, ShrinkResult>()
  const at = { added: 0, next: 0, done: 0, walks: 0, searches: 0, failures: 0 }

  const count = (result: Result): void => {
    at.done++
    if (result.kind === 'walks') at.walks += result.walks
    if (result.kind === 'search') at.searches++
  }

  /** Adds up what is there, in the order of the campaign. A new cause is to be shrunk. */
  const addUp = (): void => {
    for (let entry = entries[at.added]; entry !== undefined; entry = entries[++at.added]) {
      const result = waiting.get(entry.job.key)
      if (result === undefined) return
      waiting.delete(entry.job.key)
      const of = questions[entry.question] as Sum
      for (const { failure, where } of addTo(of, entry, result)) {
        at.failures++
        if (found.add(failure, where) && where.by === 'walk') shrinks.push(shrinkJob(failure, entry.job.rank, program))
      }
    }
  }

  const isFree = ({ key }: Job): boolean => !known.has(key) && !given.has(key)

  return {
    next() {
      while (at.next < entries.length && !isFree((entries[at.next] as Entry).job)) at.next++
      const [listedNext, shrinkNext] = [entries[at.next]?.job, shrinks.find(isFree)]
      const isShrink = shrinkNext !== undefined && shrinkNext.rank <= (listedNext?.rank ?? Infinity)
      const job = isShrink ? shrinkNext : listedNext
      if (job !== undefined) given.add(job.key)
      return job
    },
    giveBack({ key }) {
      given.delete(key)
      at.next = at.added
    },
    add(key, result) {
      const isShrink = result.kind === 'shrink'
      if (known.has(key) || !(isShrink || ofCampaign.has(key))) return false
      known.add(key)
      if (isShrink) {
        shrunk.set(key, result)
        return true
      }
      count(result)
      waiting.set(key, result)
      addUp()
      return true
    },
    get isOver() {
      return at.added === entries.length && shrinks.every(({ key }) => known.has(key))
    },
    get progress() {
      const jobs = entries.length + shrinks.length
      const done = at.done + shrinks.filter(({ key }) => known.has(key)).length
      const { walks, searches, failures } = at
      return { done, jobs, walks, searches, failures, causes: found.all.length }
    },
    questions,
    get failures() {
      return distinct(found, (failure) => shrunk.get(shrinkJob(failure, 0, program).key))
    },
  }
}

/** The rank of a cause is that of the protocol which it was found in. */
const shrinkJob = ({ token, property }: Failed, rank: number, program: string): Job => {
  const asked = { kind: 'shrink', token, property } as const
  return { key: keyOf(asked, program), rank, asked }
}

type Sum = { -readonly [K in keyof Asked]: Asked[K] } & { readonly asked: Set<string>; readonly met: Set<string> }

const beginning = (question: CampaignQuestion): Sum => ({
  ...{ question, walks: 0, steps: 0, failing: 0 },
  ...{ asked: new Set<string>(), met: new Set<string>() },
})

/** Adds a result to the sum of its question. What it found. */
const addTo = (of: Sum, { job, question }: Entry, result: Result): readonly { failure: Failed; where: Where }[] => {
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
): readonly { failure: Failed; where: Where }[] => {
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

/** Two causes may turn out to be one when their schedules are shrunk. */
const distinct = ({ all }: Groups, shrunkOf: (failure: Failed) => ShrinkResult | undefined): readonly Distinct[] => {
  const found: Distinct[] = []
  for (const { first, where, failures, questions } of all) {
    const result = where.by === 'walk' ? shrunkOf(first) : undefined
    const failure = result?.failure ?? first
    const cause = causeIn(failure)
    const index = found.findIndex((one) => isSameCause(causeIn(one.failure), cause))
    const same = found[index]
    if (same !== undefined)
      found[index] = {
        ...same,
        failures: same.failures + failures,
        questions: [...new Set([...same.questions, ...questions])].sort((one, other) => one - other),
      }
    else found.push({ failure, where, failures, questions, ...howShrunk(where, result) })
  }
  return found
}

const howShrunk = ({ by }: Where, result: ShrinkResult | undefined): Pick<Distinct, 'shrunk'> => {
  if (by === 'search') return { shrunk: 'search' }
  return result === undefined ? {} : { shrunk: result.isShortest ? 'shortest' : 'cut' }
}
