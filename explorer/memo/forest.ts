import type { Scalar } from '../../kit/tracked'
import { doubled } from './doubled'

/** An answer to a question: a number above 0, or NOTHING, which is not stored. */
export const NOTHING = 0

/** The part of a tracked value that answers need: the scalars that were read for the last answer. */
interface Looking {
  readonly scalars: readonly Scalar[]
  readonly noted: readonly number[]
  hold(words: Int32Array): void
}

/** A question that was answered for one state: the positions read, in order, and the answer. */
interface Answered {
  readonly question: number
  readonly path: readonly number[]
  readonly answer: number
}

/** Wider scalars are read in pieces. */
const MOST_BITS = 8

/** Roughly: a list and its numbers. */
const BYTES_A_GROUP = 64

/**
 * The content of a slot of a node: the next node (above 0), an answer, no answer, or 0 if the question was not asked
 * yet.
 */
const DEAD = -1
const FIRST_ANSWER = -1

/**
 * Questions about packed states. Each is answered once for each combination of the scalars that it reads.
 *
 * A question always reads the same scalar first. Depending on its value, it reads another one, and so on until the
 * answer is known. So the known answers of a question form a tree, and a state follows its branches according to its
 * own bits. Questions that read the same scalars share a path as long as they do: one read of whose turn it is
 * refuses everything that others do in theirs.
 *
 * A node consists of a word that says which scalar to read, a word for the questions that share it, and one word per
 * value: the next node, or an answer. A fork consists of the negative number of branches, and one word per branch.
 * Questions that share a node are a group, by number. A question alone is its own number, inverted.
 */
export class Forest {
  /** The answers found last, in arbitrary order. */
  answers = new Int32Array(64)
  readonly #looking: Looking
  readonly #answer: (question: number) => number
  #nodes = new Int32Array(1024)
  #end = 1
  /** Questions that have read the same scalars so far. */
  readonly #groups: (readonly number[])[] = []
  /** By scalar: the positions of its pieces. */
  readonly #pieces: readonly (readonly number[])[]
  #asked = 0
  #stack = new Int32Array(64)

  constructor(looking: Looking, answer: (question: number) => number) {
    this.#looking = looking
    this.#answer = answer
    this.#pieces = looking.scalars.map(piecesOf)
  }

  /** The number of questions that were asked so far, because their answer was not known. */
  get asked(): number {
    return this.#asked
  }

  /** The memory in use, in bytes. */
  get bytes(): number {
    return 4 * this.#nodes.length + BYTES_A_GROUP * this.#groups.length
  }

  /** Adds a group of questions. Returns their first node, for `find`. */
  plant(questions: readonly number[]): number {
    if (questions.length > this.answers.length) {
      // The number of branches, and the number of answers, is at most the number of questions.
      this.answers = new Int32Array(questions.length)
      this.#stack = new Int32Array(questions.length)
    }
    const root = this.#reserve(3)
    this.#nodes[root] = 0
    this.#nodes[root + 1] = this.#groupOf(questions)
    return root
  }

  /** Finds the answers for a packed state, and returns their number. They are in `answers`. */
  find(root: number, words: Int32Array): number {
    this.#stack[0] = root
    return this.#follow(1, words)
  }

  /** The same from several nodes: their number at `at` of `ways`, and then the nodes. */
  findFrom(ways: Int32Array, at: number, words: Int32Array): number {
    const stack = this.#stack
    const count = ways[at] as number
    for (let way = 0; way < count; way++) stack[way] = ways[at + 1 + way] as number
    return this.#follow(count, words)
  }

  /**
   * The nodes to which the values of some scalars lead: those that read another scalar next. Answers that are known by
   * then are among them. `isGiven` says of a position whether it is one of these scalars.
   */
  waysOf(root: number, words: Int32Array, isGiven: (where: number) => boolean): readonly number[] {
    const ways: number[] = []
    const open = [root]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const where = this.#nodes[node] as number
      if (node > 0 && where < 0) for (let way = 0; way < -where; way++) open.push(this.#nodes[node + 1 + way] as number)
      else if (node > 0 && (node === root || isGiven(where))) open.push(this.#next(node, words))
      else if (node !== DEAD) ways.push(node)
    }
    return ways
  }

  #next(node: number, words: Int32Array): number {
    const slot = node + 2 + valueAt(this.#nodes[node] as number, words)
    const next = this.#nodes[slot] as number
    return next === 0 ? this.#learn(node, slot, words) : next
  }

  /** Follows the first `top` nodes of the stack to their answers. */
  #follow(first: number, words: Int32Array): number {
    const [stack, answers] = [this.#stack, this.answers]
    let nodes = this.#nodes
    let count = 0
    let top = first
    while (top > 0) {
      let node = stack[--top] as number
      while (node > 0) {
        const where = nodes[node] as number
        if (where < 0) {
          for (let way = where + 1; way < 0; way++) stack[top++] = nodes[node - way + 1] as number
          node = nodes[node + 1] as number
          continue
        }
        const value = ((words[where >>> 10] as number) >>> ((where >>> 5) & 31)) & ((1 << (where & 31)) - 1)
        const slot = node + 2 + value
        const next = nodes[slot] as number
        node = next === 0 ? this.#learn(node, slot, words) : next
        if (next === 0) nodes = this.#nodes
      }
      if (node !== DEAD) answers[count++] = FIRST_ANSWER - node
    }
    return count
  }

  /** Asks all questions of this node about an unknown value, and records the result. */
  #learn(node: number, slot: number, words: Int32Array): number {
    const group = this.#nodes[node + 1] as number
    const where = this.#nodes[node] as number
    const next = group < 0 ? this.#learnOne(~group, where, words) : this.#learnAll(group, where, words)
    this.#nodes[slot] = next
    return next
  }

  #learnOne(question: number, where: number, words: Int32Array): number {
    const answered = this.#ask(question, words)
    return this.#growOne(answered, depthAfter(where, answered), words)
  }

  #learnAll(group: number, where: number, words: Int32Array): number {
    const answered = (this.#groups[group] as readonly number[]).map((question) => this.#ask(question, words))
    return this.#grow(answered, depthAfter(where, answered[0]), words)
  }

  #ask(question: number, words: Int32Array): Answered {
    this.#asked++
    this.#looking.hold(words)
    const answer = this.#answer(question)
    const path: number[] = []
    for (const scalar of this.#looking.noted) path.push(...(this.#pieces[scalar] as readonly number[]))
    return { question, answer, path }
  }

  /**
   * The continuation of questions that read the same scalars so far: some are answered, and the others branch by the
   * scalar that they read next.
   */
  #grow(answered: readonly Answered[], depth: number, words: Int32Array): number {
    const [first] = answered
    if (first !== undefined && answered.length === 1) return this.#growOne(first, depth, words)
    const ways = answered
      .filter(({ path, answer }) => path.length === depth && answer !== NOTHING)
      .map(({ answer }) => FIRST_ANSWER - answer)
    const looking = answered.filter(({ path }) => path.length > depth)
    for (const where of new Set(looking.map(({ path }) => path[depth] as number))) {
      const some = looking.filter(({ path }) => path[depth] === where)
      const node = this.#look(where, this.#groupOf(some.map(({ question }) => question)))
      this.#lead(node, words, this.#grow(some, depth + 1, words))
      ways.push(node)
    }
    return this.#fork(ways)
  }

  /** The same for one question: a chain of nodes that ends with the answer, built from its end. */
  #growOne({ question, path, answer }: Answered, depth: number, words: Int32Array): number {
    let next = answer === NOTHING ? DEAD : FIRST_ANSWER - answer
    for (let at = path.length - 1; at >= depth; at--) {
      const node = this.#look(path[at] as number, ~question)
      this.#lead(node, words, next)
      next = node
    }
    return next
  }

  #groupOf(questions: readonly number[]): number {
    const [only] = questions
    return only !== undefined && questions.length === 1 ? ~only : this.#groups.push(questions) - 1
  }

  #look(where: number, group: number): number {
    const node = this.#reserve(2 + (1 << (where & 31)))
    this.#nodes[node] = where
    this.#nodes[node + 1] = group
    return node
  }

  /** Lets a node lead to another one, for the value that the state has. */
  #lead(node: number, words: Int32Array, next: number): void {
    const where = this.#nodes[node] as number
    this.#nodes[node + 2 + valueAt(where, words)] = next
  }

  #fork(ways: readonly number[]): number {
    const [only] = ways
    if (only === undefined) return DEAD
    if (ways.length === 1) return only
    const fork = this.#reserve(1 + ways.length)
    this.#nodes[fork] = -ways.length
    this.#nodes.set(ways, fork + 1)
    return fork
  }

  #reserve(words: number): number {
    const begin = this.#end
    this.#end += words
    while (this.#end > this.#nodes.length) this.#nodes = doubled(this.#nodes)
    return begin
  }
}

/** The positions of the pieces of a scalar, the lowest bits first. */
const piecesOf = ({ word, shift, width }: Scalar): readonly number[] => {
  const pieces: number[] = []
  for (let done = 0; done < width; done += MOST_BITS)
    pieces.push((word << 10) | ((shift + done) << 5) | Math.min(MOST_BITS, width - done))
  return pieces
}

/** The value at a position. */
export const valueAt = (where: number, words: Int32Array): number =>
  ((words[where >>> 10] as number) >>> ((where >>> 5) & 31)) & ((1 << (where & 31)) - 1)

/** The bits of its word that a position reads. */
export const maskAt = (where: number): number => ((1 << (where & 31)) - 1) << ((where >>> 5) & 31)

/** The number of positions that a question has read after this one. The root of a tree reads nothing. */
const depthAfter = (where: number, answered: Answered | undefined): number =>
  where === 0 || answered === undefined ? 0 : answered.path.indexOf(where) + 1
