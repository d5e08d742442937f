/** The jobs of a campaign, and their results: plain data, because threads and queues carry them. */
import { createHash } from 'node:crypto'
import type { CauseKey } from '../../contract/causes'
import type { Strategy } from '../../explorer/strategies/names'
import type { Options } from '../questions/words'
import type { Open } from '../walking/draw-question'
import type { Healed } from '../walking/tally'

/** Some consecutive walks of one question from one seed. */
export interface WalksJob {
  readonly kind: 'walks'
  readonly question: Options
  /** What each walk draws for itself. */
  readonly open: Open
  readonly seed: string
  /** The maximum number of steps in a schedule. */
  readonly steps: number
  /** The number of the first walk, and how many there are from there on. */
  readonly first: number
  readonly count: number
}

/** An exhaustive search of one question, up to this many states. */
export interface SearchJob {
  readonly kind: 'search'
  readonly question: Options
  readonly states: number
}

/** A failure of a walk that is to be shrunk: the token of its schedule, and the name of the broken property. */
export interface ShrinkJob {
  readonly kind: 'shrink'
  readonly token: string
  readonly property: string
}

/** Walks of one strategy from one seed, until they find a bug of the catalogue, or have taken so many steps. */
export interface HuntJob {
  readonly kind: 'hunt'
  readonly bug: string
  readonly strategy: Strategy
  readonly seed: number
  readonly most: number
}

export type Asked = WalksJob | SearchJob | ShrinkJob | HuntJob

/** A job with its key, and the rank of its protocol: 0 is the newest, and comes first. */
export interface Job {
  readonly key: string
  readonly rank: number
  readonly asked: Asked
}

/** What broke, and what tells its cause apart from others. */
export interface Failed extends CauseKey {
  readonly property: string
  readonly sentence: string
  /** The length of the schedule, and the schedule. */
  readonly steps: number
  readonly token: string
}

export interface WalksResult {
  readonly kind: 'walks'
  readonly walks: number
  readonly steps: number
  /** The facts that were searched for, and those that were reached. */
  readonly asked: readonly string[]
  readonly met: readonly string[]
  /** Present if a property of convergence is judged. */
  readonly healing?: Healed
  readonly failures: readonly (Failed & { readonly walk: number })[]
}

export interface SearchResult {
  readonly kind: 'search'
  readonly verdict: 'holds' | 'broken' | 'inconclusive'
  readonly distinct: number
  readonly generated: number
  readonly depth: number
  readonly failure?: Failed
}

export interface ShrinkResult {
  readonly kind: 'shrink'
  readonly failure: Failed
  /** A complete search found no shorter schedule within the same bounds. */
  readonly isShortest: boolean
}

export interface HuntResult {
  readonly kind: 'hunt'
  /** The steps of all walks, including the one that found the bug. */
  readonly steps: number
  readonly isFound: boolean
}

export type Result = WalksResult | SearchResult | ShrinkResult | HuntResult

/**
 * The name of a job: equal questions of equal programs have one key, so what is done is never done again, and never counted
 * twice. `program` is the checksum of what computes the result (program.ts), and of files that the question names.
 */
export const keyOf = (asked: Asked, program: string): string =>
  createHash('sha256')
    .update(JSON.stringify([program, asked]))
    .digest('hex')
    .slice(0, KEY_LENGTH)

/** 96 bits. */
const KEY_LENGTH = 24
