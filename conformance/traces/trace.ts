/**
 * A recorded trace: what a real Kafka showed at some moments, and not what it did in between. One JSON value a line: first the
 * release and the world, then observations. docs/real-protocol.md shows one.
 */
import type { Options } from '../../lab/questions/words'
import type { Observation } from '../observation'

export interface Trace {
  readonly head: TraceHead
  readonly seen: readonly Seen[]
}

/** The first line. */
export interface TraceHead {
  /** The version of this format. */
  readonly trace: 1
  /** The release that was recorded, as in 2.1.1. */
  readonly kafka: string
  /** Who recorded it: classes, wire, or anybody else. */
  readonly by: string
  /** The topic, and how much may have happened: the words of a question, as in a replay token. Faults are the most that were done. */
  readonly world: Options
  /** The most steps of the model between two observations, where the recorder knows it. */
  readonly hidden?: number
}

/** One of the other lines. */
export interface Seen {
  /** In the file, from 1. */
  readonly line: number
  readonly observation: Observation
  /** What the recorder has done just before, for people. */
  readonly note?: string
}

/** The lines of a trace. */
export const traceText = (head: TraceHead, seen: readonly Omit<Seen, 'line'>[]): string =>
  [head, ...seen.map(({ note, observation }) => ({ ...(note !== undefined && { note }), observation }))]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')
