import type { Machine, Property } from '../../contract/machine'
import { steps, type Stepping, type Steps } from '../steps'
import type { FactMet } from '../witnesses'
import { remembered } from './remembered'

/** The number of states that are expanded by the rules first. A shorter search ends before remembering pays. */
const FIRST_BY_RULES = 1 << 17

/** A memory that was given up, or not begun, is considered again when this many times as many states were expanded. */
const GROWTH_BEFORE_NEXT = 8

/**
 * A state asks each rule and each property a question. Memory saves those that are refused or hold. The steps
 * themselves it has to take as well, so it cannot save much where there are fewer questions than this for each step.
 */
const FEWEST_QUESTIONS_A_STEP = 6

/** A memory of this size, in bytes, is replaced by an empty one where nothing else is said: most of it is about states of earlier levels. */
const USUAL_BYTES = 2 ** 31

/**
 * The share of questions that memory does not know and has to ask the rules, at which both take the same time. Such a
 * question costs about sixty times as much as a rule, and the known ones save three quarters of the time of the rules.
 */
const BREAK_EVEN = 1 / 80

/** A memory that has served for n states may have a share of new questions of this by the root of n. */
const YOUTH = 12

/** Looks at a memory are at least and at most this many states apart. */
const [SHORT, LONG] = [64, 1 << 18]

interface Ways {
  /** The facts that were reached before. */
  readonly met?: readonly FactMet[] | undefined
  /** The only way to take steps, if it is given. */
  readonly stepping?: Stepping | undefined
  readonly firstByRules?: number
  /** A memory of this size, in bytes, is replaced by an empty one. */
  readonly mostBytes?: number | undefined
}

/** How steps are best taken, when this many states have been expanded: as before, or in another way from now on. */
export type Best = (expanded: number) => Steps

/**
 * The rules take the steps first. Then memory takes them if it may pay, and the rules again if it does not. What pays
 * is measured by counts, never by time, so every run decides alike. Several threads decide on their own, because the
 * result is the same in any case.
 *
 * Memory is not tried without need. It runs the rules with values that record what is read. A JavaScript engine then
 * makes their code more general, and it stays slower: two-phase commit by half.
 */
export const adaptive = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { met = [], stepping, firstByRules = FIRST_BY_RULES, mostBytes = USUAL_BYTES }: Ways = {},
): Best => {
  const questions = machine.actions.all.length + properties.length
  let taking = (stepping ?? steps)(machine, properties, met)
  let isMemory = false
  let nextMemory = stepping === undefined && machine.schema.kind === 'record' ? firstByRules : Infinity
  let looked = { expanded: 0, asked: 0 }
  /** The states that a memory has served that has paid and is full. The next one is not judged before it has served as many. */
  let trusted = 0

  const goOn = (next: Stepping, served = 0): void => {
    trusted = served
    isMemory = next === remembered
    taking = next(machine, properties, taking.met)
    looked = { expanded: 0, asked: 0 }
  }
  const giveUp = (expanded: number): void => {
    goOn(steps)
    nextMemory = expanded * GROWTH_BEFORE_NEXT
  }

  return (expanded) => {
    if (!isMemory) {
      if (expanded < nextMemory) return taking
      if (taking.count.expanded * questions >= taking.count.taken * FEWEST_QUESTIONS_A_STEP) goOn(remembered)
      else nextMemory = expanded * GROWTH_BEFORE_NEXT
      return taking
    }
    const since = taking.count.expanded - looked.expanded
    if (since < Math.max(SHORT, Math.min(looked.expanded / 4, LONG))) return taking
    const share = (taking.asked - looked.asked) / since / questions
    if (!mayGoOn(share, looked.expanded, trusted)) giveUp(expanded)
    else if (taking.bytes >= mostBytes) goOn(remembered, trustAfter(taking, questions))
    else looked = { expanded: taking.count.expanded, asked: taking.asked }
    return taking
  }
}

/** Whether a memory that has served for this many states may go on with this share of new questions. At first nothing is known of it. */
export const mayGoOn = (share: number, states: number, trusted: number): boolean =>
  states === 0 || states <= trusted || share <= allowedAfter(states)

/** How many states the next memory may serve before it is judged: as many as one that is full, if that has known enough of what it was asked. */
export const trustAfter = ({ asked, count }: Pick<Steps, 'asked' | 'count'>, questions: number): number =>
  asked <= count.expanded * questions * BREAK_EVEN ? count.expanded : 0

/**
 * The share of new questions that a memory may have, which has served for this many states. A young one knows little,
 * and has to know more the longer it has served. In the end it has to pay.
 */
const allowedAfter = (states: number): number => Math.max(BREAK_EVEN, YOUTH / Math.sqrt(states))
