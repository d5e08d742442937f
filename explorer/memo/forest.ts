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

/** A question that was answered for one state: the scalars read, in order, and the answer. */
interface Answered {
  readonly question: number
  readonly path: readonly Scalar[]
  readonly answer: number
}

/** Questions that have read the same scalars so far, `depth` of them before this one. */
interface Group {
  readonly questions: readonly number[]
  readonly depth: number
}

/** Wider scalars are read in pieces. */
const MOST_BITS = 8

/** Roughly: a record, a list and its numbers. */
const BYTES_A_GROUP = 100

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
 */
export class Forest {
  /** The answers found last, in arbitrary order. */
  answers = new Int32Array(64)
  readonly #looking: Looking
  readonly #answer: (question: number) => number
  #nodes = new Int32Array(1024)
  #end = 1
  readonly #groups: Group[] = []
  #stack = new Int32Array(64)

  constructor(looking: Looking, answer: (question: number) => number) {
    this.#looking = looking
    this.#answer = answer
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
    this.#nodes[root + 1] = this.#groups.push({ questions, depth: -1 }) - 1
    return root
  }

  /** Finds the answers for a packed state, and returns their number. They are in `answers`. */
  find(root: number, words: Int32Array): number {
    const [stack, answers] = [this.#stack, this.answers]
    let nodes = this.#nodes
    let count = 0
    let top = 1
    stack[0] = root
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
    const { questions, depth } = this.#groups[this.#nodes[node + 1] as number] as Group
    const { noted, scalars } = this.#looking
    const answered = questions.map((question): Answered => {
      this.#looking.hold(words)
      const answer = this.#answer(question)
      return { question, answer, path: noted.flatMap((scalar) => piecesOf(scalars[scalar] as Scalar)) }
    })
    const next = this.#grow(answered, depth + 1, words)
    this.#nodes[slot] = next
    return next
  }

  /**
   * The continuation of questions that read the same scalars so far: some are answered, and the others branch by the
   * scalar that they read next.
   */
  #grow(answered: readonly Answered[], depth: number, words: Int32Array): number {
    const ways = answered
      .filter(({ path, answer }) => path.length === depth && answer !== NOTHING)
      .map(({ answer }) => FIRST_ANSWER - answer)
    const looking = answered.filter(({ path }) => path.length > depth)
    const wheres = new Set(looking.map(({ path }) => wordOf(path[depth] as Scalar)))
    for (const where of wheres)
      ways.push(
        this.#look(
          where,
          looking.filter(({ path }) => wordOf(path[depth] as Scalar) === where),
          depth,
          words,
        ),
      )
    return this.#fork(ways)
  }

  #look(where: number, answered: readonly Answered[], depth: number, words: Int32Array): number {
    const node = this.#reserve(2 + (1 << (where & 31)))
    this.#nodes[node] = where
    this.#nodes[node + 1] = this.#groups.push({ questions: answered.map(({ question }) => question), depth }) - 1
    const value = ((words[where >>> 10] as number) >>> ((where >>> 5) & 31)) & ((1 << (where & 31)) - 1)
    const next = this.#grow(answered, depth + 1, words)
    this.#nodes[node + 2 + value] = next
    return node
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

/** The position of a scalar, in one word. */
const wordOf = ({ word, shift, width }: Scalar): number => (word << 10) | (shift << 5) | width

/** The lowest bits first. */
const piecesOf = ({ word, shift, width }: Scalar): readonly Scalar[] =>
  width <= MOST_BITS
    ? [{ word, shift, width }]
    : [{ word, shift, width: MOST_BITS }, ...piecesOf({ word, shift: shift + MOST_BITS, width: width - MOST_BITS })]
