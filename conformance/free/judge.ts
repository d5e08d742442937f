/** Does the model explain a free run? The set of its states that explain all events so far is kept. */
import { Arena } from '../../explorer/arena'
import type { Machine } from '../../contract/machine'
import { readQuestion } from '../../lab/questions/ask'
import { scopeOf, subjectOf, type Question } from '../../lab/questions/question'
import type { Action } from '../../model/actions'
import type { World } from '../../properties/history'
import { withoutTruth } from '../traces/explain'
import { valuesIn } from '../traces/values'
import type { FreeEvent } from './events'
import { shownOf, stateAfter } from './explains'
import { hiddenSteps, settled, type Unseen } from './hidden'
import { momentsOf, type Moment } from './moments'
import type { FreeHead } from './recording'

export interface FreeTrace {
  readonly head: FreeHead
  /** The first one is line 2 of the file. */
  readonly events: readonly FreeEvent[]
}

export interface FreeJudgement {
  /** inconclusive: there were more states than the limit. */
  readonly verdict: 'accepted' | 'rejected' | 'inconclusive'
  readonly question: Question
  /** The most states that may explain what was seen, with those that hidden steps lead to. */
  readonly limit: number
  readonly observations: number
  readonly explained: number
  /** Values in the events that are explained, and in the one that is not. */
  readonly values: number
  /** The events that ruled out at least one state. */
  readonly constraining: number
  readonly states: number
  readonly most: number
  /** The event that nothing explains, or at which there were too many states. */
  readonly at?: FreeUnexplained
}

export interface FreeUnexplained {
  readonly line: number
  readonly event: FreeEvent
  /** What the model may have in its place: as JSON, each once, at most a few. */
  readonly instead: readonly string[]
}

/**
 * The question that a free run asks, of this release. Fetch sessions were off, so every Fetch of 2.1 to 2.4 is fenced: there the
 * sessions are what KAFKA-9338 mends.
 */
export const freeQuestion = ({ head }: Pick<FreeTrace, 'head'>, kafka: string): Question =>
  readQuestion({
    ...head.world,
    kafka,
    judge: 'any',
    ...(/^2\.[1-4](\.|$)/.test(kafka) && { with: FENCED_FETCHES }),
  })

const FENCED_FETCHES = 'kafka-9338'

export const judgeFree = (trace: FreeTrace, question: Question, limit: number): FreeJudgement => {
  const { head, events } = trace
  const { machine } = subjectOf(question)
  const { bounds } = scopeOf(question)
  const unseen: Unseen = {
    machine,
    brokers: bounds.brokers,
    asksAreHidden: head.kafka.startsWith('0.10'), // OffsetsForLeaderEpoch is of 0.11.
  }
  const step = hiddenSteps(unseen)
  const moments = momentsOf(events, bounds.brokers)
  const done = { explained: 0, values: 0, constraining: 0, states: 0, most: 1 }
  const told = { question, limit, observations: events.length }
  let states: readonly World[] = [withoutTruth(machine.initial)]
  for (const [place, event] of events.entries()) {
    const moment = moments[place] as Moment
    done.values += valuesIn(event)
    const closed = closure(machine, states, limit, {
      settle: (state) => settled(unseen, state, moment),
      step: (state, found) => step(state, moment, found),
    })
    done.states += closed.length
    done.most = Math.max(done.most, closed.length)
    const at = (instead: readonly World[]): FreeUnexplained => ({
      line: place + 2,
      event,
      instead: shown(instead, event),
    })
    if (closed.length > limit) return { ...told, ...done, verdict: 'inconclusive', at: at([]) }
    const kept = closed.flatMap((state) => stateAfter(machine, state, event, moment) ?? [])
    if (kept.length < closed.length) done.constraining++
    if (kept.length === 0) return { ...told, ...done, verdict: 'rejected', at: at(closed) }
    done.explained++
    states = kept
  }
  return { ...told, ...done, verdict: 'accepted' }
}

interface Moves {
  settle(state: World): World
  step(state: World, found: (next: World) => void): void
}

/** All states that hidden steps lead to, those included from which they begin; one more than the limit, where there are more. */
const closure = (
  machine: Machine<World, Action>,
  from: readonly World[],
  limit: number,
  { settle, step }: Moves,
): readonly World[] => {
  const known = new Arena(machine.states.words)
  const packed = new Int32Array(known.words)
  const met: World[] = []
  const meet = (reached: World): void => {
    const state = settle(reached)
    machine.states.write(state, packed, 0)
    if (known.add(packed) >= 0) met.push(state)
  }
  for (const state of from) meet(state)
  for (let at = 0; at < met.length && met.length <= limit; at++) step(met[at] as World, meet)
  return met
}

const MOST_SHOWN = 4

const shown = (states: readonly World[], event: FreeEvent): readonly string[] =>
  [...new Set(states.map((state) => shownOf(state, event)))].slice(0, MOST_SHOWN)
