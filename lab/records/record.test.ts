import { explore, type Outcome } from '../../explorer/breadth'
import { retake } from '../../explorer/replay'
import { schedule } from '../../contract/schedule'
import { has } from '../../kit/bits'
import { stateOf } from '../../model/coordinator/coordinator'
import { decisionsOf, timeline } from '../../model/versions/timeline'
import { nobodyTruncates } from '../../properties/truncation-bound'
import { ablations, olderAblations } from './ablations'
import { bugs, knownLosses } from './bugs'
import { versionRows } from './ladder'
import { counterpart, type Expected, type Pinned } from './pinned'
import { besideOf, numberOf, protocolOf, question, subjectOf, type Question } from '../questions/question'
import { worlds } from './worlds'

const search = (asked: Question): Outcome<unknown> => {
  if (asked.unlike === undefined) {
    const { machine, properties } = subjectOf(asked)
    return explore(machine, properties)
  }
  const { machine, properties } = besideOf(asked, asked.unlike)
  return explore(machine, properties)
}

/** The result of a search, in the form of the record. */
const found = ({ question: asked, expected }: Pinned): Expected => {
  const { verdict, breach, distinct, depth } = search(asked)
  const [blamed] = breach?.breaches ?? []
  return {
    ...{ verdict, distinct },
    ...(blamed === undefined ? {} : { property: numberOf(blamed.property), steps: breach?.actions.length ?? 0 }),
    ...(expected.depth === undefined ? {} : { depth }),
  }
}

const outcomeOf = ({ expected: { property, steps, distinct, depth } }: Pinned): string =>
  property === undefined ? `holds: ${distinct} states, depth ${depth}` : `breaks ${property} in ${steps} steps`

const held = (pinned: readonly Pinned[]): readonly Pinned[] =>
  pinned.flatMap((one) => {
    const other = counterpart(one)
    return other === undefined ? [] : [{ ...other, name: `${one.name}, asked of ${other.name}` }]
  })

const tabled = (pinned: readonly Pinned[]): readonly (readonly [string, Pinned])[] =>
  pinned.map((one) => [`${one.name} ${outcomeOf(one)}`, one])

const record = {
  versions: versionRows,
  ablations,
  'older ablations': olderAblations,
  bugs,
  'known losses': knownLosses,
  'small worlds': worlds,
}

describe.each(Object.entries(record))('the %s on record', (_, pinned) => {
  test.each(tabled(pinned))('%s', (_name, one) => expect(found(one)).toEqual(one.expected))
  const others = tabled(held(pinned))
  if (others.length > 0) test.each(others)('%s', (_name, one) => expect(found(one)).toEqual(one.expected))
})

/** The minimum: two brokers, one record, one epoch. */
const smaller = ({ question: asked }: Pinned): readonly Question[] => {
  const { bounds } = asked
  const shrink = (one: Partial<typeof bounds>): Question => ({ ...asked, bounds: { ...bounds, ...one } })
  return [
    ...(bounds.brokers > 2 ? [shrink({ brokers: bounds.brokers - 1 })] : []),
    ...(bounds.records > 1 ? [shrink({ records: bounds.records - 1 })] : []),
    ...(bounds.epochs > 1 ? [shrink({ epochs: bounds.epochs - 1 })] : []),
    ...Object.entries(bounds.faults).flatMap(([fault, budget]) =>
      budget > 0 ? [shrink({ faults: { ...bounds.faults, [fault]: budget - 1 } })] : [],
    ),
  ]
}

describe('the bounds of an ablation are the smallest', () => {
  test.each(ablations.map((one) => [one.name, one] as const))('within which a property breaks without %s', (_, one) => {
    expect(smaller(one).map((asked) => search(asked).verdict)).toEqual(smaller(one).map(() => 'holds'))
  })
})

test('the widest form of S19 breaks in 12 steps, outside the ISR, where it is harmless', () => {
  const asked = question({
    settings: { minIsr: 2 },
    bounds: { brokers: 3, records: 1, epochs: 3, faults: { 'clean-shutdown': 2 } },
  })
  const { machine, properties } = subjectOf(asked)
  const scope = { protocol: protocolOf(asked), settings: asked.settings, bounds: asked.bounds, runs: asked.runs }
  const widest = nobodyTruncates(scope)
  const { breach } = explore(machine, widest === undefined ? [] : [widest])
  expect(breach?.actions).toHaveLength(12)
  const { steps, breaches } = retake(schedule('', machine, breach?.actions ?? []), properties)
  const last = steps.at(-1)
  expect([steps.length, breaches]).toEqual([12, []])
  expect(last?.action).toEqual({ type: 'Truncate', follower: 0, partition: 0 })
  expect(last && has(stateOf(last.state.cluster, 0).isr, 0)).toBe(false)
})

describe('every decision of the baseline', () => {
  const notNeeded = [
    ...['kafka-1028/onOutOfRange', 'kafka-7414/onOutOfRange', 'kafka-1170/mayLeaveIsr', 'kafka-7152/mayLeaveIsr'],
    ...['kafka-1028/keepsLastInIsr', 'kafka-5642/keepsLastInIsr'],
    ...['kafka-1188/tellsFollowersOfShrunkIsr', 'kafka-1188/restartsFetcher', 'kafka-1555/refusesProduce'],
    ...['kip-101/truncation', 'kip-101/epochEnd', 'kip-101/assignEpoch', 'kafka-6859/truncation'],
    ...['kafka-1382/acceptsFoundIsr', 'kafka-1382/onLostIsrAnswer', 'kafka-6074/onLostIsrAnswer'],
    ...['kafka-4485/highWatermarkQuorum', 'kip-497/locksForIsrWrite', 'kip-497/acknowledges'],
    ...['kip-380/noticesBounce', 'kip-112/replacesStoppingLeader'],
    ...['kafka-5642/tellsStoppingLeader', 'kafka-7482/tellsStoppingLeader'],
  ]
  const alone = ['kafka-7164', 'kafka-7786', 'kafka-9338', 'kafka-10706']
  // Its disaster takes a search of 1.6 million states; the story of B61 plays the schedule that was found.
  const told = ['hypothetical-fenced-count/countsFetch']
  const ablated = ablations.map(({ name }) => name)

  test.each(
    protocolOf(question()).amendments.flatMap((one) => decisionsOf(one).map((decision) => [one.name, decision])),
  )('%s/%s has an ablation, or is documented as not needed', (name = '', decision = '') => {
    const isAblated = ablated.includes(`${name}/${decision}`) || (alone.includes(name) && ablated.includes(name))
    expect(isAblated).toBe(![...notNeeded, ...told].includes(`${name}/${decision}`))
  })

  test('belongs to an amendment of the timeline, or of a later release, or is said to be of none', () => {
    const added = timeline.flatMap(({ adds }) => adds)
    expect(
      protocolOf(question())
        .amendments.filter((one) => !added.includes(one))
        .map(({ name }) => name),
    ).toEqual(['kip-380', 'kafka-9338', 'kafka-10706', 'kip-497', 'hypothetical-fenced-count'])
  })
})
