import { distinct, type Distinct } from './distinct'
import { groups, type Groups } from './groups'
import { keyOf, type Failed, type Job, type Result, type ShrinkResult } from './job'
import type { Listed } from './list'
import { addTo, beginning, huntOf, type Asked, type Entry, type HuntSum } from './sums'

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
  /** In the order of the campaign. */
  readonly hunts: readonly HuntSum[]
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

export const ledger = (of: readonly Listed[], program: string): Ledger => {
  const entries: readonly Entry[] = of.flatMap(({ jobs }, question) => jobs.map((job) => ({ job, question })))
  const ofCampaign = new Set(entries.map(({ job }) => job.key))
  const [known, given] = [new Set<string>(), new Set<string>()]
  const shrunk = new Map<string, ShrinkResult>()
  const sum = addingUp(of, entries, program)
  const at = { next: 0, done: 0, walks: 0, searches: 0 }
  const { found, shrinks, questions, hunts } = sum

  const count = (result: Result): void => {
    at.done++
    if (result.kind === 'walks') at.walks += result.walks
    if (result.kind === 'search') at.searches++
  }
  const isFree = ({ key }: Job): boolean => !known.has(key) && !given.has(key)

  return {
    ...{ questions, hunts },
    next() {
      while (at.next < entries.length && !isFree((entries[at.next] as Entry).job)) at.next++
      const job = sooner(shrinks.find(isFree), entries[at.next]?.job)
      if (job !== undefined) given.add(job.key)
      return job
    },
    giveBack({ key }) {
      given.delete(key)
      at.next = sum.added
    },
    add(key, result) {
      const isShrink = result.kind === 'shrink'
      if (known.has(key) || !(isShrink || ofCampaign.has(key))) return false
      known.add(key)
      if (isShrink) shrunk.set(key, result)
      else {
        count(result)
        sum.add(key, result)
      }
      return true
    },
    get isOver() {
      return sum.added === entries.length && shrinks.every(({ key }) => known.has(key))
    },
    get progress() {
      const jobs = entries.length + shrinks.length
      const done = at.done + shrinks.filter(({ key }) => known.has(key)).length
      const { walks, searches } = at
      return { done, jobs, walks, searches, failures: sum.failures, causes: found.all.length }
    },
    get failures() {
      return distinct(found, (failure) => shrunk.get(shrinkJob(failure, 0, program).key))
    },
  }
}

/** A failure is shrunk before older protocols are asked. */
const sooner = (shrink: Job | undefined, other: Job | undefined): Job | undefined =>
  shrink !== undefined && shrink.rank <= (other?.rank ?? Infinity) ? shrink : other

/** Results in the order of the campaign. */
interface AddingUp {
  /** Adds a result, and those behind it that waited for it. */
  add(key: string, result: Result): void
  /** The number of jobs whose results are added up. */
  readonly added: number
  readonly failures: number
  readonly questions: readonly Asked[]
  readonly hunts: readonly HuntSum[]
  readonly found: Groups
  /** A new cause is to be shrunk, unless a search found it. */
  readonly shrinks: readonly Job[]
}

const addingUp = (of: readonly Listed[], entries: readonly Entry[], program: string): AddingUp => {
  const waiting = new Map<string, Result>()
  const questions = of.flatMap(({ question }) => (question === undefined ? [] : [beginning(question)]))
  const hunts: HuntSum[] = []
  const found = groups()
  const shrinks: Job[] = []
  const at = { added: 0, failures: 0 }
  return {
    ...{ questions, hunts, found, shrinks },
    add(key, result) {
      waiting.set(key, result)
      for (let entry = entries[at.added]; entry !== undefined; entry = entries[++at.added]) {
        const { job, question } = entry
        const next = waiting.get(job.key)
        if (next === undefined) return
        waiting.delete(job.key)
        if (next.kind === 'hunt' && job.asked.kind === 'hunt') hunts.push(huntOf(job.asked, next))
        for (const { failure, where } of addTo(questions[question], entry, next)) {
          at.failures++
          if (found.add(failure, where) && where.by === 'walk') shrinks.push(shrinkJob(failure, job.rank, program))
        }
      }
    },
    get added() {
      return at.added
    },
    get failures() {
      return at.failures
    },
  }
}

/** The rank of a cause is that of the protocol which it was found in. */
const shrinkJob = ({ token, property }: Failed, rank: number, program: string): Job => {
  const asked = { kind: 'shrink', token, property } as const
  return { key: keyOf(asked, program), rank, asked }
}
