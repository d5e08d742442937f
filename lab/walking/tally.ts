import { ALL_MARKS, type Mark } from '../../explorer/sampling'
import { unseen, type Meetings } from '../../explorer/unseen'
import type { HealingCounts } from '../../explorer/liveness/walk-healing'
import type { HealedWalks } from '../../contract/run'
import { schedule } from '../../contract/schedule'
import type { Action } from '../../model/actions'
import { subjectOf, type Question } from '../questions/question'
import type { Failure } from './shrink'

/** The result of one walk. It is plain data, so that a thread can send it. */
export interface Walked<F = Found> {
  /** The number of the walk. */
  readonly walk: number
  readonly steps: number
  /**
   * The names of the facts that were searched for, and of those reached with the number of steps, without those known
   * from earlier walks.
   */
  readonly asked: readonly string[]
  readonly met: readonly { readonly name: string; readonly steps: number }[]
  /** The sampled states that the walk judged, without repetition. Only some walks report them. */
  readonly marks?: readonly Mark[]
  /** Present if a property of convergence is judged. */
  readonly healing?: HealingCounts
  readonly found?: F
}

/** What a walk broke. Plain data as well: `failureOf` makes a schedule of it. */
export interface Found {
  readonly asked: Question
  readonly actions: readonly Action[]
  /** The name of the property to blame. */
  readonly target: string
  /** The number of the walk, from 0, and its step that broke something. */
  readonly walk: number
  readonly step: number
}

export const failureOf = ({ asked, actions, target }: Found): Failure => ({
  schedule: schedule(asked, subjectOf(asked).machine, actions),
  target,
})

export interface Progress {
  /** The number of completed walks, and of their steps. */
  readonly walks: number
  readonly steps: number
  /** By name of a fact: the walk that reached it first, and after how many steps. */
  readonly facts: Facts
  /** The names of all facts that any walk searched for. */
  readonly asked: ReadonlySet<string>
  readonly meetings: Meetings
  /** Present if a property of convergence is judged. */
  readonly healing?: Healed
}

/** What came of healing in all walks. */
export type Healed = Omit<HealedWalks, 'within'>

type Facts = ReadonlyMap<string, { readonly walk: number; readonly steps: number }>

/**
 * The results of earlier walks that a later walk need not find again. Less knowledge costs time but changes no result.
 */
export interface Known extends Pick<Progress, 'facts' | 'asked'> {
  readonly below: Mark
}

const nothingKnown: Known = { facts: new Map(), asked: new Set(), below: ALL_MARKS }

/** `F` is what a walk broke. */
export interface Tally<F = Found> {
  /** Adds the walk with the next number. */
  add(walked: Walked<F>): void
  readonly progress: Progress
  readonly known: Known
  readonly found: F | undefined
}

/** Adds walks in the order of their numbers, no matter which thread took them. */
export const tally = <F = Found>(known = nothingKnown): Tally<F> => {
  const facts = new Map(known.facts)
  const asked = new Set(known.asked)
  const states = unseen()
  const at = { walks: 0, steps: 0 }
  let found: F | undefined
  let healed: Healed | undefined
  return {
    add(walked) {
      const { walk } = walked
      for (const { name, steps } of walked.met) if (!facts.has(name)) facts.set(name, { walk, steps })
      for (const name of walked.asked) asked.add(name)
      if (walked.marks !== undefined) states.add(walked.marks)
      healed = withWalk(walked, healed)
      at.walks++
      at.steps += walked.steps
      found = walked.found
    },
    get progress() {
      return { ...at, facts, asked, meetings: states.counts, ...(healed && { healing: healed }) }
    },
    get known() {
      return { facts, asked, below: Math.min(known.below, states.below) }
    },
    get found() {
      return found
    },
  }
}

const withWalk = ({ healing, found }: Walked<unknown>, before?: Healed): Healed | undefined => {
  if (healing === undefined) return before
  const { times, steps, open, leftOut } = healing
  const isSettled = found === undefined && open === 0 && leftOut === 0
  return {
    walks: (before?.walks ?? 0) + (times > 0 ? 1 : 0),
    settled: (before?.settled ?? 0) + (isSettled ? 1 : 0),
    leftOut: (before?.leftOut ?? 0) + (leftOut > 0 ? 1 : 0),
    open: (before?.open ?? 0) + (open > 0 ? 1 : 0),
    times: (before?.times ?? 0) + times,
    steps: (before?.steps ?? 0) + steps,
  }
}
