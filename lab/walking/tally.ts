import { ALL_MARKS, type Mark } from '../../explorer/sampling'
import { unseen, type Meetings } from '../../explorer/unseen'
import { schedule } from '../../contract/schedule'
import type { Action } from '../../model/actions'
import { subjectOf, type Question } from '../questions/question'
import type { Failure } from './shrink'

/** What one walk came to. Plain data, so that a thread can send it. */
export interface Walked {
  /** The number of the walk. */
  readonly walk: number
  readonly steps: number
  /** The names of what was asked for, and of what happened after how many steps, as far as no earlier walk had it. */
  readonly asked: readonly string[]
  readonly met: readonly { readonly name: string; readonly steps: number }[]
  /** The sampled states that it judged, each once; not every walk is asked for them. */
  readonly marks?: readonly Mark[]
  readonly found?: Found
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
  /** Walks taken to their end, and steps of all of them. */
  readonly walks: number
  readonly steps: number
  /** By name: in which walk, and after how many steps, something interesting was first met. */
  readonly facts: Facts
  /** The names of all that was asked for in any walk. */
  readonly asked: ReadonlySet<string>
  readonly meetings: Meetings
}

type Facts = ReadonlyMap<string, { readonly walk: number; readonly steps: number }>

/** What earlier walks have settled, so that a later one need not look for it. Knowing less costs time and changes nothing. */
export interface Known extends Pick<Progress, 'facts' | 'asked'> {
  readonly below: Mark
}

const nothingKnown: Known = { facts: new Map(), asked: new Set(), below: ALL_MARKS }

export interface Tally {
  /** Adds the walk that comes next by its number. */
  add(walked: Walked): void
  readonly progress: Progress
  readonly known: Known
  readonly found: Found | undefined
}

/** Adds up walks in the order of their numbers, whoever took them. */
export const tally = (known = nothingKnown): Tally => {
  const facts = new Map(known.facts)
  const asked = new Set(known.asked)
  const states = unseen()
  const at = { walks: 0, steps: 0 }
  let found: Found | undefined
  return {
    add(walked) {
      const { walk } = walked
      for (const { name, steps } of walked.met) if (!facts.has(name)) facts.set(name, { walk, steps })
      for (const name of walked.asked) asked.add(name)
      if (walked.marks !== undefined) states.add(walked.marks)
      at.walks++
      at.steps += walked.steps
      found = walked.found
    },
    get progress() {
      return { ...at, facts, asked, meetings: states.counts }
    },
    get known() {
      return { facts, asked, below: Math.min(known.below, states.below) }
    },
    get found() {
      return found
    },
  }
}
