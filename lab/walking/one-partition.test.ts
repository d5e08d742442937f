/**
 * Topics of several partitions: each is judged, and what breaks one of them is told of that one. More walks:
 * one-partition.night.test.ts.
 */
import { schedule } from '../../contract/schedule'
import { retake } from '../../explorer/replay'
import { play } from '../../model/play'
import { subjectOf } from '../questions/question'
import { asked, PARTITIONS, walkFivePartitions } from './five-partitions.fixture'
import { inOnePartition } from './one-partition'

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

walkFivePartitions('d', 30, 30)
