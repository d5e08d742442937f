import type { Bounds } from '../../model/bounds'
import { question, type Differing } from '../questions/question'
import { heldWith, repaired, repairs } from './kraft-repairs'
import { broken, holds, world, type Pinned } from './pinned'

const registeredFetch = 'hypothetical-registered-fetch'

const registered = [...repairs, registeredFetch] as const

/** Two brokers and one record, message by message, where a fetch of a process that has ended may still be counted. */
const late = (budget: Partial<Bounds['faults']>): Differing['bounds'] => ({
  ...world(2, 1, 1, { 'late-fetch': 1, ...budget }),
  grain: 'message',
})

const lost = (differing: Differing): Pinned['question'] =>
  question(repaired({ settings: { minIsr: 2 }, properties: ['S1'], ...differing }))

/** What is late on a connection: fetches of processes that have ended, and the bytes of an answer (docs/decisions/0068). */
export const kraftLateBugs: readonly Pinned[] = [
  {
    name: 'B17',
    story:
      'a leader finds a follower fit by a fetch of its last process, and proposes it under the epoch of the present one',
    question: lost({
      with: registered,
      without: ['kafka-15221/locksFetchState'],
      bounds: late({ 'machine-crash': 1, 'isr-shrink': 1 }),
    }),
    expected: broken('S1', 26, 58325),
    ...heldWith(registeredFetch),
    held: holds(98964, 39),
  },
  {
    name: 'B17-counted',
    bug: 'B17',
    story: 'a leader commits a record by a fetch of a process that has ended',
    question: lost({
      without: ['kafka-15221/acceptsFetchOf'],
      bounds: late({ 'machine-crash': 1 }),
    }),
    expected: broken('S1', 20, 4647),
    ...heldWith(),
    held: holds(19196, 34),
  },
  {
    name: 'B70-late',
    bug: 'B70',
    story: 'a replica joins by a fetch from before it registered, and then a fetch of its last process is counted',
    question: lost({ bounds: late({ 'machine-crash': 1, 'isr-shrink': 1 }) }),
    expected: broken('S1', 23, 62950),
    ...heldWith(registeredFetch),
    held: holds(98964, 39),
  },
  {
    name: 'B73',
    story: 'a leader commits a record by a fetch of a process that has ended, because it takes the next one for fenced',
    question: lost({ with: registered, bounds: late({ 'machine-crash': 1, 'session-expiry': 1 }) }),
    expected: broken('S1', 23, 25619),
    ...heldWith(registeredFetch, 'hypothetical-fenced-too'),
    held: holds(75868, 38),
  },
  {
    name: 'B71',
    story: 'a follower appends what its leader got from the next leader, behind a record of its own',
    question: question({
      ...{ kafka: '4.3', with: repairs, without: ['kafka-18723'], settings: { minIsr: 1 }, properties: ["S4'"] },
      bounds: { ...world(3, 4, 2, { 'leader-move': 1, 'late-read': 1 }), fetchRecords: 2 },
    }),
    expected: broken("S4'", 13, 72963),
    ...heldWith(),
    held: holds(333084, 24),
  },
  {
    name: 'B53',
    story: 'a coordinator tells its client that a record is safe, by the high watermark of another one in its place',
    question: question({
      ...{ kafka: '4.3', with: [...repairs, 'kafka-20634-flaw'], settings: { minIsr: 1 }, properties: ['S1'] },
      bounds: { ...world(2, 2, 2, { 'leader-move': 1 }), clients: true },
    }),
    expected: broken('S1', 9, 337),
    ...heldWith(),
    held: holds(319, 11),
  },
]
