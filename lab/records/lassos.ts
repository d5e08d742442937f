import { question, type Differing } from '../questions/question'
import { heldWith, repaired, repairs } from './kraft-repairs'
import { broken, holds, world, type Pinned } from './pinned'

type Within = NonNullable<Differing['bounds']>

const byMessages = (within: Within): Within => ({ ...within, grain: 'message' })

/** One property about 4.3 with its repairs and one change, with min.insync.replicas=1. */
const asked = (property: string, differing: Differing): Pinned['question'] =>
  question(repaired({ settings: { minIsr: 1 }, properties: [property], ...differing }))

const putOnTop = (name: string): Differing => ({ with: [...repairs, name] })

export interface Lasso extends Pinned {
  /** The step with which its loop begins. */
  readonly loop: number | 'dead end'
}

/**
 * Lassos: a way in, and a fair loop in which L3, L5 or L10 is false for ever (docs/decisions/0074). Where a fetch is one step, the
 * loop is often one step that changes nothing, and then it is a dead end.
 */
export const lassos: readonly Lasso[] = [
  {
    name: 'B31-lasso',
    bug: 'B31',
    story: 'a follower fetches without end, and the high watermark stays where it is',
    question: question({
      with: ['kip-497-as-released'],
      bounds: byMessages(world(2, 1, 1, { 'isr-shrink': 1, 'cut-link': 1 })),
      properties: ['L3'],
    }),
    expected: broken('L3', 5, 180),
    loop: 4,
    heldBy: 'baseline',
    held: holds(176, 15),
  },
  {
    name: 'B31-lasso-of-three',
    bug: 'B31',
    story: 'two of three replicas have a record, both are in the ISR, and it is never committed',
    question: question({
      with: ['kip-497-as-released'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 1, { 'isr-shrink': 1, 'process-crash': 1 }),
      properties: ['L3'],
    }),
    expected: broken('L3', 6, 933),
    loop: 'dead end',
    heldBy: 'baseline',
    held: holds(893, 15),
  },
  {
    name: 'B31-lasso-kraft',
    bug: 'B31',
    story: 'the same with KRaft',
    question: asked('L3', {
      ...putOnTop('kip-497-as-released'),
      bounds: byMessages(world(2, 1, 1, { 'isr-shrink': 1, 'cut-link': 1 })),
    }),
    expected: broken('L3', 9, 2032),
    loop: 8,
    ...heldWith(),
    held: holds(1560, 20),
  },
  {
    name: 'refused-lasso',
    story: 'a leader proposes a broker that stops, and never looks at its high watermark again',
    question: asked('L3', {
      without: ['kip-841/isEligibleForIsr'],
      bounds: world(2, 1, 2, { 'clean-shutdown': 1 }),
    }),
    expected: broken('L3', 7, 5137),
    loop: 'dead end',
    ...heldWith(),
    held: holds(1893, 18),
  },
  {
    name: 'B45-lasso',
    bug: 'B45',
    story: 'the quorum loses what a leader has learnt, and refuses for ever what it proposes',
    question: asked('L3', { settings: { minIsr: 2 }, bounds: world(2, 1, 1, { 'isr-shrink': 1, 'quorum-loss': 1 }) }),
    expected: broken('L3', 7, 8158),
    loop: 'dead end',
    ...heldWith('kip-853'),
    held: holds(229, 13),
  },
  {
    name: 'B51-lasso',
    bug: 'B51',
    story: 'a leader cannot write the ISR: its cached zkVersion is old',
    question: question({
      kafka: '0.10.2',
      without: ['kafka-1382'],
      bounds: world(2, 1, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
      properties: ['L5'],
    }),
    expected: broken('L5', 2, 34),
    loop: 'dead end',
    heldBy: '0.10.2',
    held: holds(38, 6),
  },
  {
    name: 'B62-lasso',
    bug: 'B62',
    story: 'a broker is restarted before the controller looks, and is never told whom it follows',
    question: question({
      without: ['kip-380'],
      bounds: world(2, 1, 2, { 'process-crash': 1, 'isr-shrink': 1 }),
      properties: ['L5'],
    }),
    expected: broken('L5', 5, 460),
    loop: 'dead end',
    heldBy: 'baseline',
    held: holds(460, 13),
  },
  {
    name: 'B34-lasso',
    bug: 'B34',
    story: 'a controller that was replaced refuses a leader that knows more, and a follower never joins the ISR again',
    question: asked('L5', {
      without: ['kafka-14154'],
      bounds: world(2, 1, 1, { 'isr-shrink': 1, 'controller-failover': 1 }),
    }),
    expected: broken('L5', 11, 296),
    loop: 'dead end',
    ...heldWith(),
    held: holds(288, 13),
  },
  {
    name: 'B46-lasso-isr',
    bug: 'B46',
    story: 'a follower is out of range for ever, and never joins the ISR again',
    question: asked('L5', { bounds: world(2, 1, 2, { 'directory-move': 1, 'leader-move': 1, 'isr-shrink': 1 }) }),
    expected: broken('L5', 9, 7992),
    loop: 'dead end',
    ...heldWith('hypothetical-epochs-move-along'),
    held: holds(6524, 16),
  },
  {
    name: 'B46-lasso',
    bug: 'B46',
    story: 'a follower fetches, is told OFFSET_OUT_OF_RANGE, and fetches the same again',
    question: asked('L10', { bounds: byMessages(world(2, 1, 2, { 'directory-move': 1, 'leader-move': 1 })) }),
    expected: broken('L10', 9, 5003),
    loop: 7,
    ...heldWith('hypothetical-epochs-move-along'),
    held: holds(3723, 25),
  },
  {
    name: 'B10-lasso-kraft',
    bug: 'B10',
    story: 'a follower is told that its log diverges, cuts nothing, and fetches the same again',
    question: asked('L10', {
      without: ['kafka-10706'],
      bounds: byMessages(world(2, 1, 3, { 'leader-move': 2 })),
    }),
    expected: broken('L10', 9, 2453),
    loop: 7,
    ...heldWith(),
    held: holds(2585, 34),
  },
  {
    name: 'B10-lasso',
    bug: 'B10',
    story: 'a follower asks where an epoch ends, truncates nothing, and asks the same again',
    question: question({
      without: ['kafka-10706'],
      bounds: byMessages(world(2, 2, 4, { 'leader-move': 3 })),
      properties: ['L10'],
    }),
    expected: broken('L10', 17, 122845),
    loop: 15,
    heldBy: 'baseline',
    held: holds(119270, 53),
  },
  {
    name: 'B09-lasso',
    bug: 'B09',
    story: 'a fetcher has stopped, and its log stays longer than that of its leader',
    question: question({
      without: ['kafka-7786'],
      bounds: byMessages(world(2, 1, 4, { 'leader-move': 3 })),
      properties: ['L10'],
    }),
    expected: broken('L10', 13, 18877),
    loop: 'dead end',
    heldBy: 'baseline',
    held: holds(17777, 44),
  },
]
