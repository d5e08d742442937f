import { question } from '../questions/question'
import { broken, holds, moving, world, type Pinned } from './pinned'
import { heldWith, repaired, repairs } from './kraft-repairs'

const [resetRemote, keepProposal, fencedCount] = repairs

const anew = { ...moving(world(2, 1, 3, {}), [0, 1], [0], [0, 1]), grain: 'message' } as const

/** What goes wrong while replicas move with KRaft. docs/bugs.md explains the names. */
export const kraftMoves: readonly Pinned[] = [
  {
    name: 'B54',
    story: 'a replica is removed and added again, and joins the ISR by a fetch from before',
    question: question(
      repaired({ with: [resetRemote, keepProposal], settings: { minIsr: 1 }, bounds: anew, properties: ['S1'] }),
    ),
    expected: broken('S1', 13, 670),
    ...heldWith(),
    held: holds(599, 22),
  },
  {
    name: 'B54-tracked',
    bug: 'B54',
    story: 'the same where only what its leader knew of it is kept: it has to fetch before it counts',
    question: question(
      repaired({ with: [keepProposal, fencedCount], settings: { minIsr: 1 }, bounds: anew, properties: ['S1'] }),
    ),
    expected: holds(621, 22),
  },
  {
    name: 'B48',
    story: 'a reassignment is complete with one replica in the ISR, where two were before',
    question: question(
      repaired({
        without: ['kafka-15665', 'kafka-19975'],
        settings: { minIsr: 2 },
        bounds: moving(world(3, 1, 2, { 'isr-shrink': 1 }), [0, 1, 2], [1, 2]),
        properties: ['S29'],
      }),
    ),
    expected: broken('S29', 4, 63),
    ...heldWith(),
    held: holds(10323, 18),
  },
  {
    name: 'B74',
    story: 'a reassignment removes a replica that was asked for, because the one before it did',
    question: question(
      repaired({
        settings: { minIsr: 1 },
        bounds: moving(world(2, 1, 3, {}), [0], [1], [0, 1]),
        properties: ['L1'],
      }),
    ),
    expected: broken('L1', 10, 564),
    ...heldWith('hypothetical-forget-replaced'),
    held: holds(564, 18),
  },
  {
    name: 'B74-endless',
    bug: 'B74',
    story: 'a reassignment back to what was there waits for a replica to join that it removes',
    question: question(
      repaired({
        settings: { minIsr: 1 },
        bounds: moving(world(3, 1, 3, {}), [0, 1], [0, 2], [0, 1]),
        properties: ['L1'],
      }),
    ),
    expected: broken('L1', 11, 6240),
    ...heldWith('hypothetical-forget-replaced'),
    held: holds(5532, 24),
  },
  {
    name: 'B74-isr',
    bug: 'B74',
    story: 'a reassignment that adds nobody is complete with one replica in the ISR, because the one before it did add',
    question: question(
      repaired({
        settings: { minIsr: 2 },
        bounds: moving(world(3, 1, 2, { 'clean-shutdown': 1 }), [0, 1], [0, 2], [0, 1], [1, 2]),
        properties: ['S29'],
      }),
    ),
    expected: broken('S29', 9, 26164),
  },
]
