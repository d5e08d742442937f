import { die } from '../explorer/die'
import { drawSwarm } from '../explorer/swarm'
import { walk } from '../explorer/walk'
import type { Action } from '../model/action'
import type { World } from '../properties/world'
import { sayQuestion } from './ask'
import { subjectOf, type Question, type Subject } from './question'
import type { Failure } from './shrink'
import { drawQuestion, sizesFor, type Open } from './swarm'

/** Many walks, each with a seed of its own. A walk is its seed: whoever has it can take every step again. */
export interface Plan {
  readonly seed: string
  /** The number of walks, and of steps that a schedule of theirs has at most. */
  readonly runs: number
  readonly steps: number
  readonly asked: Question
  /** What each walk draws for itself. */
  readonly open: Open
}

export interface Progress {
  /** Walks taken, and steps of all of them. */
  readonly walks: number
  readonly steps: number
  /** By name: in which walk, and after how many steps, something interesting was first met. */
  readonly facts: ReadonlyMap<string, { readonly walk: number; readonly steps: number }>
  /** The names of all that was asked for in any walk. */
  readonly asked: ReadonlySet<string>
}

export interface Found extends Failure {
  /** The number of the walk, from 0, and its step that broke something. */
  readonly walk: number
  readonly step: number
}

export interface Session {
  /** Takes up to so many steps; true while there is more to do. */
  advance(steps: number): boolean
  readonly progress: Progress
  /** The first failure; the session ends with it. */
  readonly found: Found | undefined
}

/** Takes one walk after the other, from number `from` on, until one breaks something. */
export const session = (plan: Plan, from = 0): Session => {
  const sizes = sizesFor(plan.steps)
  const subjects = new Map<string, Subject<World, Action>>()
  const facts = new Map<string, { walk: number; steps: number }>()
  const asked = new Set<string>()
  const at = { walk: from, steps: 0 }
  let current: ReturnType<typeof begin> | undefined
  let found: Found | undefined

  const begin = (number: number): { question: Question; walking: ReturnType<typeof walk<World, Action>> } => {
    const chance = die(`${plan.seed}/${number}`)
    const question = drawQuestion(plan.asked, plan.open, sizes, chance)
    const { machine, properties } = subjectFor(subjects, question)
    const left = properties.filter(({ kind, name }) => kind !== 'reachable' || !facts.has(name))
    properties.forEach((property) => property.kind === 'reachable' && asked.add(property.name))
    const reach = { steps: plan.steps, returns: sizes.pace.returns }
    return { question, walking: walk(machine, left, drawSwarm(machine.actions, chance, sizes.pace), chance, reach) }
  }

  const end = ({ question, walking }: ReturnType<typeof begin>): void => {
    const { verdict, actions, breaches, facts: met } = walking.outcome
    for (const { name, depth } of met) if (depth !== undefined) facts.set(name, { walk: at.walk, steps: depth })
    const [blamed] = breaches
    if (verdict === 'broken' && blamed !== undefined)
      found = { asked: question, actions, target: blamed.property, walk: at.walk, step: actions.length }
    at.walk++
    current = undefined
  }

  const isOver = (): boolean => found !== undefined || at.walk - from >= plan.runs
  return {
    advance(steps) {
      for (let left = steps; left > 0 && !isOver();) {
        current ??= begin(at.walk)
        const before = current.walking.outcome.steps
        const goesOn = current.walking.advance(left)
        const taken = current.walking.outcome.steps - before
        left -= Math.max(1, taken)
        at.steps += taken
        if (!goesOn) end(current)
      }
      return !isOver()
    },
    get progress() {
      return { walks: at.walk - from, steps: at.steps, facts, asked }
    },
    get found() {
      return found
    },
  }
}

/** Machines are made once: many walks draw the same world. */
const subjectFor = (known: Map<string, Subject<World, Action>>, asked: Question): Subject<World, Action> => {
  const key = JSON.stringify(sayQuestion(asked))
  const subject = known.get(key) ?? subjectOf(asked)
  known.set(key, subject)
  return subject
}
