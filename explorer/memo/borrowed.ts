import type { FactMet } from '../witnesses'
import type { Judgement } from '../judgement'
import type { Steps } from '../steps'
import { enabledBy, type Enabled } from './enabled'
import { Forest, UNKNOWN } from './forest'
import { END, type Learned } from './lending'
import { Shortcut } from './shortcut'
import { judgementOf } from './verdicts'
import { WrittenEffects } from './written-effects'

/** The numbers of words of a state, of actions, and of properties. */
export interface Size {
  readonly words: number
  readonly actions: number
  readonly properties: number
}

/**
 * Steps from the memory of another thread. This one never runs a rule and learns nothing. Its methods throw UNKNOWN
 * where the answer is not known yet. `expand` does so before it visits any step.
 */
export class Borrowed implements Steps {
  readonly isPacked = true
  readonly packed: Int32Array
  readonly count = { expanded: 0, taken: 0 }
  readonly asked = 0
  readonly bytes = 0
  readonly #ends: Int32Array
  readonly #before: Int32Array
  readonly #looked: Int32Array
  readonly #rules = borrowedForest()
  readonly #ofSteps = borrowedForest()
  readonly #ofStates = borrowedForest()
  readonly #ofFacts = borrowedForest()
  readonly #effects: WrittenEffects
  readonly #enabled: Enabled
  readonly #judging: Shortcut
  readonly #size: Size
  #learned: Learned
  #stepsEnd = 0
  #factsEnd = 0
  #factRoot = 0
  /** The effects of the steps out of a state, how each was judged, and the one that is being visited. */
  readonly #does: Int32Array
  readonly #judgements: Judgement[] = []
  #step = 0

  /** `ends` says how far the tables are complete. The other thread increases them while it learns. */
  constructor(size: Size, learned: Learned, ends: Int32Array) {
    this.#size = size
    this.#ends = ends
    this.packed = new Int32Array(size.words)
    this.#before = new Int32Array(size.words)
    this.#looked = new Int32Array(size.words)
    this.#does = new Int32Array(size.actions)
    this.#learned = learned
    this.#effects = new WrittenEffects(learned)
    this.#enabled = enabledBy(this.#rules, learned.ruleRoot, this.#effects, size)
    this.#judging = new Shortcut(this.#ofStates, learned.stateRoot, size.words)
    this.adopt(learned)
  }

  /** Adopts the current tables of the same memory. */
  adopt(learned: Learned): void {
    this.#learned = learned
    this.#effects.adopt(learned)
    this.#rules.borrow(learned.rules, this.#size.actions)
    this.#ofSteps.borrow(learned.ofSteps, 1)
    this.#ofStates.borrow(learned.ofStates, this.#size.properties)
    this.#ofFacts.borrow(learned.ofFacts, this.#size.properties)
    this.refresh()
  }

  /** Looks how much has been learned since. */
  refresh(): void {
    const ends = this.#ends
    this.#rules.limit(Atomics.load(ends, END.rules))
    this.#stepsEnd = Atomics.load(ends, END.ofSteps)
    this.#ofSteps.limit(this.#stepsEnd)
    this.#ofStates.limit(Atomics.load(ends, END.ofStates))
    this.#factsEnd = Atomics.load(ends, END.ofFacts)
    this.#ofFacts.limit(this.#factsEnd)
    this.#effects.known = Atomics.load(ends, END.effects)
    this.#factRoot = Atomics.load(ends, END.factRoot)
  }

  expand(from: Int32Array, at: number, visit: () => void): void {
    const before = this.#before
    for (let word = 0; word < before.length; word++) before[word] = from[at + word] as number
    const steps = this.#stepsOut()
    this.count.expanded++
    this.count.taken += steps
    for (let step = 0; step < steps; step++) {
      this.#step = step
      this.#effects.apply(this.#does[step] as number, before, this.packed)
      visit()
    }
  }

  /** Finds and judges the steps out of the state, and returns their number. */
  #stepsOut(): number {
    const { all, does, find } = this.#enabled
    const ours = this.#does
    find(this.#before)
    let steps = 0
    for (let word = 0; word < all.length; word++) {
      const some = all[word] as number
      all[word] = 0
      for (let left = some; left !== 0; left &= left - 1)
        ours[steps++] = does[word * 32 + 31 - Math.clz32(left & -left)] as number
    }
    for (let step = 0; step < steps; step++) this.#judgements[step] = this.#judgementOn(ours[step] as number)
    return steps
  }

  #judgementOn(effect: number): Judgement {
    const { areStepsJudged, stepRoots } = this.#learned
    if (!areStepsJudged) return 'fine'
    const root = effect < stepRoots.length ? (stepRoots[effect] as number) : 0
    if (root === 0 || root >= this.#stepsEnd) throw UNKNOWN
    return judgementOf(this.#ofSteps.find(root, this.#before) === 0 ? 0 : (this.#ofSteps.answers[0] as number))
  }

  ordinal(): number {
    return this.#effects.ordinals[this.#does[this.#step] as number] as number
  }

  judge(): Judgement {
    return this.#judgements[this.#step] as Judgement
  }

  isBroken(words: Int32Array, at: number): boolean {
    return this.#learned.areStatesJudged && this.#judging.find(this.#look(words, at)) > 0
  }

  /** Never called: only the first thread looks what a step breaks. */
  breaches(): readonly [] {
    return []
  }

  /** Throws UNKNOWN if the state seems to reach a fact, because the owner of the memory has to record it. */
  meet(words: Int32Array, at: number): void {
    if (this.#factRoot === 0) return
    if (this.#factRoot >= this.#factsEnd) throw UNKNOWN
    if (this.#ofFacts.find(this.#factRoot, this.#look(words, at)) > 0) throw UNKNOWN
  }

  /** One fact without a name stands for those that are missing. */
  get met(): readonly FactMet[] {
    return this.#factRoot === 0 ? [] : [{ name: '', required: false, depth: undefined }]
  }

  #look(words: Int32Array, at: number): Int32Array {
    const looked = this.#looked
    for (let word = 0; word < looked.length; word++) looked[word] = words[at + word] as number
    return looked
  }
}

const borrowedForest = (): Forest =>
  new Forest({ scalars: [], noted: [], hold: () => undefined }, () => {
    throw UNKNOWN
  })
