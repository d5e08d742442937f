/** The ways of walking: what all of them keep, and what each prefers. */
import type { Machine } from '../../contract/machine'
import { schedule } from '../../contract/schedule'
import { dieHard } from '../../specimens/die-hard'
import { truncateToHighWatermark } from '../../specimens/kafka/truncate-to-high-watermark'
import { kafkaMachine } from '../../specimens/kafka/machine'
import { ALL_MARKS, marking, type Mark } from '../sampling'
import { rng } from '../rng'
import { briskly } from '../swarm'
import { walkBy, type WalkOutcome } from '../walk'
import { REPEATABLE, strategies, type Strategy } from './names'
import { seenBy, towardsNew } from './novelty'
import { byPeers } from './pct'
import { byEvents } from './pos'
import { drawingBy, returnsBy } from './strategy'
import { uniformly } from './uniform'

const kafka = kafkaMachine(truncateToHighWatermark, { replicas: 3, logSize: 2, records: 2, maxEpoch: 1 })

const walked = <S extends object, A>(machine: Machine<S, A>, strategy: Strategy, seed: string): WalkOutcome<A> => {
  const chance = rng(seed)
  const mark = marking(machine.states, 0)
  const seen = seenBy<S>((state) => mark(state, ALL_MARKS), new Set<Mark>())
  const draw = drawingBy(strategy, machine, { chance, pace: briskly, seen })
  const walking = walkBy(machine, [], draw, chance, { steps: 200, returns: returnsBy(strategy, briskly) })
  while (walking.advance(1000));
  return walking.outcome
}

const SEEDS = ['a', 'b', 'c', 'd', 'e', 'f']

test.each(strategies)(
  '%s takes steps that can be taken, the same ones for the same seed, and others for others',
  (strategy) => {
    const all = SEEDS.map((seed) => walked(kafka, strategy, seed).actions)
    for (const actions of all) expect(schedule(undefined, kafka, actions).replay().diverged).toBeUndefined()
    expect(SEEDS.map((seed) => walked(kafka, strategy, seed).actions)).toEqual(all)
    expect(new Set(all.map((actions) => JSON.stringify(actions))).size).toBeGreaterThan(2)
  },
)

test('those that remember cannot be repeated by themselves', () => {
  expect(REPEATABLE).toEqual(['uniform', 'swarm', 'returns', 'pct', 'pct-returns', 'pos', 'pos-returns'])
})

/** What is drawn in one state, again and again. */
const drawn = <S extends object, A>(
  times: number,
  draw: (state: S, take: (action: A, next: S) => void) => boolean,
  state: S,
): readonly A[] => {
  const taken: A[] = []
  for (let time = 0; time < times; time++) draw(state, (action) => void taken.push(action))
  return taken
}

test('uniform: each of six actions is taken about as often', () => {
  const taken = drawn(6000, uniformly(dieHard, rng('even')), dieHard.initial).map(({ type }) => type)
  for (const type of new Set(taken)) {
    expect(taken.filter((one) => one === type).length).toBeGreaterThan(900)
    expect(taken.filter((one) => one === type).length).toBeLessThan(1100)
  }
})

test('pct: one peer goes on for many steps, and not for ever', () => {
  const taken = drawn(2000, byPeers(kafka, rng('peers')), kafka.initial)
  const peers = taken.map((action) => kafka.actions.peersOf(action)[0] ?? -1)
  const changes = peers.filter((peer, index) => index > 0 && peer !== peers[index - 1]).length
  expect(new Set(peers).size).toBeGreaterThan(1)
  expect(changes).toBeLessThan(2000 / 10)
})

test('pos: an action that is left waiting keeps its priority, so that it is not always the last', () => {
  const taken = drawn(2000, byEvents(kafka, rng('events')), kafka.initial)
  const enabled: unknown[] = []
  kafka.successors(kafka.initial, (action) => void enabled.push(action))
  expect(new Set(taken).size).toBe(enabled.length)
})

test('novelty: a state that is known is taken only if four steps lead to known states', () => {
  const known = new Set<number>([1, 2, 3])
  const seen = seenBy<{ readonly mark: number }>(({ mark }) => mark, known)
  const proposals = [1, 2, 9, 4, 1, 2, 3, 9]
  const draw = towardsNew<{ readonly mark: number }, string>((_, take) => {
    const mark = proposals.shift() ?? 0
    take(`to ${mark}`, { mark })
    return true
  }, seen)
  expect(drawn(3, draw, { mark: 0 })).toEqual(['to 9', 'to 4', 'to 9'])
})
