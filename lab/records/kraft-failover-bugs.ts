import { question, type Differing } from '../questions/question'
import { heldWith, repaired } from './kraft-repairs'
import { broken, holds, world, type Pinned } from './pinned'

/** With min.insync.replicas=1. */
const asked = (differing: Differing): Pinned['question'] =>
  question(repaired({ settings: { minIsr: 1 }, ...differing }))

/** A quorum whose voters are known by their directories. */
const heldByVoters = heldWith('kip-853')

/** What breaks where the active controller is replaced, or the quorum of controllers loses metadata (docs/decisions/0067). */
export const kraftFailoverBugs: readonly Pinned[] = [
  {
    name: 'B34',
    story: 'a controller that was replaced refuses a leader that knows more, and a follower never joins the ISR again',
    question: asked({
      without: ['kafka-14154'],
      bounds: world(2, 1, 1, { 'isr-shrink': 1, 'controller-failover': 1 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 11, 296),
    ...heldWith(),
    held: holds(288, 13),
  },
  {
    name: 'B34-elected',
    bug: 'B34',
    story: 'the same, and the leader was elected after the controller was replaced',
    question: asked({
      without: ['kafka-14154'],
      bounds: world(2, 1, 2, { 'session-expiry': 1, 'controller-failover': 1 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 8, 2257),
    ...heldWith(),
    held: holds(2195, 16),
  },
  {
    name: 'B34-repeated',
    bug: 'B34',
    story:
      'a request that is repeated after it was committed is refused, and its leader hears of the change all the same',
    question: asked({
      bounds: world(2, 1, 1, { 'isr-shrink': 1, 'lost-alter-partition': 1 }),
      properties: ['L1', 'L2'],
    }),
    expected: holds(161, 11),
  },
  {
    name: 'B45',
    story: 'the quorum loses that the ISR had become smaller, and may elect a replica without an acknowledged record',
    question: asked({ bounds: world(2, 1, 1, { 'isr-shrink': 1, 'quorum-loss': 1 }), properties: ['S1'] }),
    expected: broken('S1', 5, 29),
    ...heldByVoters,
    held: holds(205, 12),
  },
  {
    name: 'B45-elected',
    bug: 'B45',
    story: 'the same: the leader halts because it has replayed what is lost, and the other one is elected',
    question: asked({ bounds: world(2, 1, 2, { 'isr-shrink': 1, 'quorum-loss': 1 }), properties: ['S15'] }),
    expected: broken('S15', 7, 131),
    ...heldByVoters,
    held: holds(205, 12),
  },
  {
    name: 'B45-epoch',
    bug: 'B45',
    story: 'the quorum loses an election, and two brokers lead in the same epoch',
    question: asked({ bounds: world(3, 2, 2, { 'leader-move': 2, 'quorum-loss': 1 }), properties: ['S5'] }),
    expected: broken('S5', 7, 2301),
    ...heldByVoters,
    held: holds(9246, 19),
  },
]
