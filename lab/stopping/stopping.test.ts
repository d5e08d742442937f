/** What each way to stop a broker costs. */
import { kafkaNamed } from '../operating/release'
import { measured, type Measured } from './measure'
import { waitingOf, ways, type Way } from './ways'

const wayNamed = (name: string): Way => {
  const found = ways.find((way) => way.name === name)
  if (found === undefined) throw new Error(`no way is named ${name}`)
  return found
}

const [CONTROLLED, EARLY, KILLED, GIVES_UP] = [
  'controlled shutdown',
  'controlled shutdown, and the process ends early',
  'process killed',
  'controlled shutdown, retries used up',
].map(wayNamed) as [Way, Way, Way, Way]

const cost = (named: string, way: Way, led: number, acks: 'all' | '1' = 'all'): Measured =>
  measured(kafkaNamed(named), way, { led, acks, brokers: 3 })

const longest = ({ unserved }: Measured): number => Math.max(...unserved)

test.each(['1.0.2', '2.6.0'])(
  'a controlled shutdown of %s leaves no partition without a leader, however many',
  (named) => {
    expect([1, 12].map((led) => longest(cost(named, CONTROLLED, led)))).toEqual([0, 0])
    expect([1, 12].map((led) => longest(cost(named, EARLY, led)))).toEqual([1, 1])
  },
)

test.each([
  ['1.0.2', [2, 11, 13]],
  ['2.6.0', [2, 2, 3]],
])('after a crash partitions of %s wait for the decisions about all of them', (named, rounds) => {
  expect([1, 10, 12].map((led) => longest(cost(named, KILLED, led)))).toEqual(rounds)
})

test('nothing that is acknowledged with acks=all is lost, in any way and release', () => {
  const lost = ['0.8.0', '1.0.2', '1.1.1', '2.1.1', '2.6.0'].flatMap((named) =>
    ways.map((way) => cost(named, way, 2).lost),
  )
  expect(lost.every((count) => count === 0)).toBe(true)
})

test('with acks=1 also a controlled shutdown loses records, and more where the old leader is not told (KAFKA-7482)', () => {
  expect(['1.0.2', '1.1.1', '2.0.0', '2.1.0'].map((named) => cost(named, CONTROLLED, 1, '1').lost)).toEqual([
    1, 2, 2, 1,
  ])
})

test('only a broker that stops by itself flushes its logs', () => {
  const flushed = ways.filter((way) => cost('2.6.0', way, 1).flushed > 0)
  expect(flushed.map(({ begins }) => begins.type)).toEqual([
    ...['ControlledShutdown', 'ControlledShutdown', 'StopUnasked', 'StopUnasked'],
  ])
})

test('a broker serves while its attempts fail, and nobody serves until the session of a killed one ends', () => {
  expect(waitingOf(GIVES_UP, kafkaNamed('2.6.0'))).toEqual({ served: 15_000, unserved: 0 })
  expect(waitingOf(KILLED, kafkaNamed('2.4.1'))).toEqual({ served: 0, unserved: 6_000 })
  expect(waitingOf(KILLED, kafkaNamed('2.5.0'))).toEqual({ served: 0, unserved: 18_000 })
})
