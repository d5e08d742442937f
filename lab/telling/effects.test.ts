/** What a step told clients and followers. The numbers are those of docs/field-reports.md. */
import { kafkaCase } from '../questions/kafka-case'
import { readSchedule } from '../questions/case-schedule'
import { question, type Differing } from '../questions/question'
import { releaseNamed } from '../../model/versions/releases'
import { rerunOf } from './rerun'
import { parseStory } from './story/parse'
import { tellStory } from './story/tell'

/** The notes of each step. */
const notesOf = (asked: Differing, codes: string): readonly (readonly string[])[] =>
  rerunOf(readSchedule(kafkaCase(question({ properties: ['S9'], ...asked })), codes.split(','))).trace.steps.map(
    ({ notes }) => notes,
  )

const two = (faults: NonNullable<Differing['bounds']>['faults'], more: Differing = {}): Differing => ({
  kafka: '2.1',
  ...more,
  settings: { minIsr: 2, ...more.settings },
  bounds: { brokers: 2, faults: faults ?? {}, ...more.bounds },
})

describe('R20: the ISR shrinks after the append:', () => {
  const steps = notesOf(two({ 'isr-shrink': 1 }), 'p1,s1.2,c1')

  test('the producer is refused, and the record is committed', () => {
    expect(steps[1]).toEqual([
      'a committed',
      'producer of a: NOT_ENOUGH_REPLICAS_AFTER_APPEND, but consumers can read it',
      '2 leaves the ISR',
    ])
  })

  test('and a consumer reads it', () => expect(steps[2]).toEqual(['reads a']))

  test('a version without min.insync.replicas acknowledges it', () => {
    const [, shrunk] = notesOf(two({ 'isr-shrink': 1 }, { kafka: 'baseline', without: ['kafka-1555'] }), 'p1,s1.2')
    expect(shrunk).toEqual(['a committed', 'a acknowledged', '2 leaves the ISR'])
  })
})

describe('R17: a broker that is ahead of its leader after a power cut', () => {
  const codes = 'p1,f2,f2,m2,l1.0,x2.0,u2,l2.0,t1,f1'
  const faults = { 'machine-crash': 1, 'leader-move': 1 }
  const lastOf = (...put: readonly string[]): readonly string[] | undefined =>
    notesOf(two(faults, { kafka: '2.0.0', with: put }), codes).at(-1)

  test('exits, up to 2.0.0', () =>
    expect(lastOf()).toEqual(['OFFSET_OUT_OF_RANGE', 'broker 1 exits: it is ahead of its leader']))

  test('truncates, since KAFKA-7414 (2.0.1)', () =>
    expect(lastOf('kafka-7414')).toEqual(['OFFSET_OUT_OF_RANGE', 'truncates to offset 0']))

  test('is told so where requests are steps of their own', () => {
    const asked = two(faults, { kafka: '2.0.0', bounds: { grain: 'message' } })
    const steps = notesOf(
      asked,
      'p1,sf2,a1.2,b1.2,g2.1,sf2,a1.2,b1.2,m2,l1.0,x2.0,u2,l2.0,ae1,a2.1,g1.2,sf1,a2.1,b2.1,g1.2',
    )
    expect(steps.at(-1)).toEqual(['OFFSET_OUT_OF_RANGE', 'broker 1 exits: it is ahead of its leader'])
  })
})

test('R18: an unclean election says how many records the new leader lacks, and how many of them were acknowledged', () => {
  const unclean = two({ 'process-crash': 1, 'isr-shrink': 1 }, { settings: { minIsr: 1, uncleanElection: true } })
  expect(notesOf(unclean, 'p1,f2,f2,p1,s1.2,k1,nf1').at(-1)).toEqual([
    '2 is elected',
    'unclean election: broker 2 lacks 1 acknowledged, 1 committed and 1 appended record',
  ])
})

describe('a producer that waits', () => {
  const moved = two({ 'leader-move': 1, 'process-crash': 1 })

  test('is told that its broker does not lead any more, once for all records', () =>
    expect(notesOf(moved, 'p1,p1,m2,l1.0').at(-1)).toEqual([
      'request: leader 2, epoch 1',
      'producers of a b: NOT_LEADER_FOR_PARTITION',
    ]))

  test('has no answer of a broker that stops', () =>
    expect(notesOf(moved, 'p1,k1').at(-1)).toEqual(['producer of a: no answer']))

  test('times out where that is a step, and its record may be committed later', () => {
    const steps = notesOf(two({}, { bounds: { clients: true } }), 'p1,pe1,f2,f2')
    expect([steps[1], steps[3]]).toEqual([['producer of a: REQUEST_TIMED_OUT'], ['a committed']])
  })

  test('times out in 0.8.0, where no follower tells it anything', () =>
    expect(notesOf({ ...moved, kafka: '0.8.0' }, 'p1,m2,l1.0').at(-1)).toContain('producer of a: REQUEST_TIMED_OUT'))

  test('is told NOT_LEADER_OR_FOLLOWER from 2.6 on', () => {
    const { preset: kafka, with: put, without } = releaseNamed('2.6.1') ?? { preset: '', with: [], without: [] }
    const asked = { ...moved, kafka, with: put, without }
    expect(notesOf(asked, 'p1,m2,l1.0').at(-1)).toContain('producer of a: NOT_LEADER_OR_FOLLOWER')
  })
})

describe('a producer that is refused before anything is appended', () => {
  const asked = two({ 'isr-shrink': 1 }, { bounds: { clients: true } })

  test('is told why', () => {
    expect(notesOf(asked, 'p1,s1.2,pr1').at(-1)).toEqual(['NOT_ENOUGH_REPLICAS'])
    expect(notesOf(asked, 'pr2').at(-1)).toEqual(['NOT_LEADER_FOR_PARTITION'])
  })

  test('is no step where its record would be accepted, or where the bounds do not ask for it', () => {
    expect(notesOf(asked, 'pr1')).toEqual([])
    expect(notesOf(two({ 'isr-shrink': 1 }), 'p1,s1.2,pr1')).toHaveLength(2)
  })
})

test('a follower is told FENCED_LEADER_EPOCH', () => {
  const asked = two({ 'leader-move': 3 }, { kafka: 'baseline', bounds: { brokers: 3, epochs: 4 } })
  expect(notesOf(asked, 'p1,f2,f3,m2,l2.0,l3.0,m1,m2,l2.0,l2.0,t3').at(-1)).toEqual(['FENCED_LEADER_EPOCH'])
})

test('R21: a story whose settings accept no producer is broken before its first step', () => {
  const story = '# t\n\n```kafka\ncluster kafka=2.1 brokers=1 min-isr=2\nexpect broken A2\n----\n```\n'
  expect(tellStory(parseStory('t.md', story)).printed[0]?.[0]).toContain(
    'BROKEN A2 producers are accepted: every producer',
  )
})
