/** A shortcut into a tree of questions gives the answers that the tree gives. */
import { rng } from '../rng'
import { Forest, NOTHING } from './forest'
import { Shortcut } from './shortcut'

const [SCALARS, WIDTH, QUESTIONS, WORDS] = [24, 3, 12, 3]

const scalars = Array.from({ length: SCALARS }, (_, scalar) => ({
  word: Math.floor(scalar / 8),
  shift: WIDTH * (scalar % 8),
  width: WIDTH,
}))

/** Each question reads a scalar, then one that depends on its value, and so on, and then has an answer or none. */
const questionsAbout = (
  seed: number,
): { readonly forest: Forest; readonly answer: (question: number, state: Int32Array) => number } => {
  const held: { words: Int32Array } = { words: new Int32Array(WORDS) }
  const noted: number[] = []
  const look = (scalar: number): number => {
    if (!noted.includes(scalar)) noted.push(scalar)
    return ((held.words[Math.floor(scalar / 8)] as number) >>> (WIDTH * (scalar % 8))) & 7
  }
  const ask = (question: number): number => {
    let mixed = seed + question
    for (let reads = 0; reads < 6 && mixed % 5 !== 0; reads++) mixed = (7 * mixed + look(mixed % SCALARS)) % 1009
    return mixed % 3 === 0 ? NOTHING : 1 + question * 4 + (mixed % 4)
  }
  const hold = (words: Int32Array): void => {
    held.words = words
    noted.length = 0
  }
  return {
    forest: new Forest({ scalars, noted, hold }, ask),
    answer(question, state) {
      hold(state)
      return ask(question)
    },
  }
}

it.each([1, 2])('R33: a shortcut has the answers of the questions themselves (seed %d)', (seed) => {
  const { forest, answer } = questionsAbout(seed)
  const root = forest.plant(Array.from({ length: QUESTIONS }, (_, question) => question))
  const shortcut = new Shortcut(forest, root, WORDS)
  const { below } = rng(`shortcut/${seed}`)
  const state = new Int32Array(WORDS)
  const wrong: unknown[] = []
  // Ways are chosen after 4,096 states, and again after 16,384.
  for (let round = 0; round < 18_000; round++) {
    // Some scalars vary often and the others seldom, as in a search.
    const scalar = below(round % 20 === 0 ? SCALARS : SCALARS / 3)
    ;(state[scalar % WORDS] as number) ^= (1 + below(7)) << (WIDTH * Math.floor(scalar / WORDS))
    const expected: number[] = []
    for (let question = 0; question < QUESTIONS; question++) {
      const one = answer(question, state)
      if (one !== NOTHING) expected.push(one)
    }
    const answers = answersOf(shortcut, forest, state)
    if (answers.join() !== expected.join()) wrong.push({ round, answers, expected })
  }
  expect(wrong).toEqual([])
  expect(shortcut.isTaken).toBe(true)
})

const answersOf = (shortcut: Shortcut, forest: Forest, state: Int32Array): readonly number[] => {
  const count = shortcut.find(state)
  return [...forest.answers.subarray(0, count)].sort((one, other) => one - other)
}
