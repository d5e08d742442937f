/** A search from memory and a search by the rules have the same result. */
import { explore } from '../../explorer/breadth'
import type { Machine, Property } from '../../contract/machine'
import { remembered } from '../../explorer/memo/remembered'
import { steps, type Stepping } from '../../explorer/steps'
import { releases } from '../../model/versions/timeline'
import { specimens } from '../../specimens/catalogue'
import { ablations, olderAblations } from '../records/ablations'
import { bugs, knownLosses } from '../records/bugs'
import { kafkaCase, readCase, type Case } from '../questions/case'
import { versionRows } from '../records/ladder'
import { counterpart, world, type Pinned } from '../records/pinned'
import { question } from '../questions/question'
import { worlds } from '../records/worlds'

/** Every search on record with at most this many states, and the search with which it is compared. */
const MOST_STATES = 3000

const record = [...versionRows, ...ablations, ...olderAblations, ...bugs, ...knownLosses, ...worlds]
  .flatMap((one): readonly Pinned[] => [one, ...[counterpart(one) ?? []].flat()])
  .filter(({ expected: { distinct = Infinity } }) => distinct <= MOST_STATES)

const small = releases.flatMap((kafka): readonly Case[] => [
  kafkaCase(question({ kafka, bounds: world(3, 1, 2, { 'process-crash': 1 }) })),
  kafkaCase(question({ kafka, bounds: { ...world(2, 1, 2, { 'cut-off': 1 }), grain: 'message' } })),
])

const cases = [
  ...record.map(({ question: asked }) => kafkaCase(asked)),
  ...small,
  ...specimens.map(({ name }) => readCase({ machine: name, ...(name.startsWith('kip') ? { replicas: '2' } : {}) })),
]

const found = (asked: Case, stepping: Stepping): unknown =>
  asked.run(<S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[]) => {
    const { bytes: _, ...outcome } = explore(machine, properties, { maxStates: 10_000 }, stepping)
    return outcome
  })

const once = [...new Map(cases.map((one) => [JSON.stringify(one.options), one])).values()]

it.each(once.map((one) => [Object.entries(one.options).join(' '), one] as const))(
  'from memory nothing is found that the rules do not find: %s',
  (_, asked) => {
    expect(found(asked, remembered)).toEqual(found(asked, steps))
  },
)

it('a search that begins with the rules and continues from memory has the same result', () => {
  const bounds = world(3, 2, 3, { 'leader-move': 2, 'lost-request': 1 })
  const asked = kafkaCase(question({ settings: { minIsr: 2 }, bounds }))
  asked.run((machine, properties) => {
    const [whole, adaptive] = [explore(machine, properties, {}, steps), explore(machine, properties)]
    expect(whole.distinct).toBeGreaterThan(100_000)
    expect({ ...adaptive, bytes: 0 }).toEqual({ ...whole, bytes: 0 })
  })
})
