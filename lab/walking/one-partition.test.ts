/** Topics of several partitions: each is judged, and what breaks one of them is told of that one. */
import { schedule } from '../../contract/schedule'
import { retake } from '../../explorer/replay'
import { play } from '../../model/play'
import { question, subjectOf, type Question } from '../questions/question'
import { inOnePartition } from './one-partition'
import { session } from './session'
import { shrinkFailure } from './shrink'
import { failureOf } from './tally'

const PARTITIONS = 5

const asked: Question = question({
  kafka: '2.1',
  settings: { minIsr: 2 },
  bounds: {
    ...{ partitions: PARTITIONS, brokers: 2, records: 1, epochs: 1 },
    faults: { 'process-crash': 1, 'isr-shrink': 1, 'controller-failover': 1 },
  },
})

/** A restarted leader obeys what its former self was told (KIP-380): in partition p, behind the requests about those before. */
const breaking = (partition: number): string => {
  const leader = (partition % 2) + 1
  return `producer sends a record to broker ${leader} for partition ${partition}
    another broker becomes controller
    broker ${leader} drops lagging broker ${3 - leader} from the ISR for partition ${partition}
    broker ${leader} checkpoints its high watermark
    the process of broker ${leader} crashes
    broker ${leader} starts
    ${`broker ${leader} handles the next LeaderAndIsr of controller epoch 1\n`.repeat(partition + 1)}`
}

describe('in a topic of five partitions', () => {
  const { machine, properties } = subjectOf(asked)
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition)

  test.each(partitions)('what breaks partition %i is told of it, and is shrunk to a topic of one', (partition) => {
    const lines = breaking(partition).trim().split('\n')
    const actions = lines.map((line) => machine.actions.parse(line)).filter((action) => action !== undefined)
    const whole = schedule(asked, machine, actions)
    const { steps, breaches } = retake(whole, properties)
    expect(steps).toHaveLength(lines.length)
    const [blamed] = breaches
    expect(blamed?.verdict).toContain(`partition ${partition}: broker ${(partition % 2) + 1} leads`)

    const alone = inOnePartition(whole, blamed?.property ?? '')
    expect(alone?.question.bounds.partitions).toBe(1)
    expect(alone?.texts()).toEqual(
      breaking(0)
        .replace(/ for partition 0/g, '')
        .trim()
        .split(/\n\s*/),
    )
  })

  test('what needs no more than one is not shrunk further that way', () => {
    const one = { ...asked, bounds: { ...asked.bounds, partitions: 1 } }
    expect(inOnePartition(schedule(one, subjectOf(one).machine, []), 'S11 weak ISR')).toBeUndefined()
  })

  test('a crash concerns them all', () => {
    const crashed = play(machine, 'the process of broker 1 crashes')
    expect(crashed.cluster.brokers[0]?.replicas.map(({ leader }) => leader)).toEqual([-1, -1, -1, -1, -1])
  })
})

describe('walks through topics of five partitions', () => {
  const faults = { 'process-crash': 2, 'isr-shrink': 2, 'controller-failover': 2, 'repeated-request': 2 }
  const walked = (kafka: string, runs: number): ReturnType<typeof session> => {
    const bounds = {
      ...asked.bounds,
      grain: 'message',
      epochs: 2,
      faults: { ...asked.bounds.faults, ...faults },
    } as const
    const plan = { seed: 'd', asked: { ...asked, kafka, bounds }, open: {} }
    const walking = session({ ...plan, runs, steps: 120 })
    while (walking.advance(20_000));
    return walking
  }

  test('of 2.1 find what one partition is enough for', () => {
    const { found } = walked('2.1', 30)
    if (found === undefined) throw new Error('nothing was found')
    const { schedule: small, isShortest } = shrinkFailure(failureOf(found))
    const { partitions } = small.question.bounds
    expect(found.asked.bounds.partitions).toBe(PARTITIONS)
    expect({ partitions, steps: small.length, isShortest }).toEqual({ partitions: 1, steps: 7, isShortest: true })
  })

  test('of the baseline find nothing', () => expect(walked('baseline', 30).found).toBeUndefined())
})
