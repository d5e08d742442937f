/** The measurements of docs/stopping.md. */
import { kafkaNamed, type Kafka } from '../operating/release'
import { measured, type Measured } from './measure'
import { ways, type Way } from './ways'

export interface Row {
  readonly kafka: Kafka
  readonly way: Way
  /** Partitions that the stopping broker leads. */
  readonly led: number
  readonly measured: Measured
}

const SIZES = [1, 10, 50] as const

/** Every way, for each number of partitions, of one release, with acks=all. */
export const bySize = (named: string): readonly Row[] => {
  const kafka = kafkaNamed(named)
  return SIZES.flatMap((led) =>
    ways.map((way) => ({ kafka, way, led, measured: measured(kafka, way, { led, acks: 'all', brokers: 3 }) })),
  )
}

/** Releases that differ: one partition after another; a leader that is not told of its successor; neither; a longer session. */
const RELEASES = ['0.8.0', '1.0.2', '1.1.1', '2.1.1', '2.6.0'] as const

/** The first and the last but one of the ways in each of these releases, with acks=1. */
export const byRelease = (led: number): readonly Row[] =>
  RELEASES.flatMap((named) => {
    const kafka = kafkaNamed(named)
    return COMPARED.map((way) => ({ kafka, way, led, measured: measured(kafka, way, { led, acks: '1', brokers: 3 }) }))
  })

const COMPARED = ways.filter(({ name }) => name === 'controlled shutdown' || name === 'process killed')

/** Every way, with two replicas of each partition and acks=all. */
export const withTwoReplicas = (named: string, led: number): readonly Row[] => {
  const kafka = kafkaNamed(named)
  return ways.map((way) => ({ kafka, way, led, measured: measured(kafka, way, { led, acks: 'all', brokers: 2 }) }))
}
