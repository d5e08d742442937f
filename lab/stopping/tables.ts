/** The measurements of docs/stopping.md. */
import { kafkaNamed, type Kafka } from '../operating/release'
import { measured, type Measured, type Topic } from './measure'
import { ways, type Way } from './ways'

export interface Row {
  readonly kafka: Kafka
  readonly way: Way
  /** Partitions that the stopping broker leads. */
  readonly led: number
  readonly measured: Measured
}

/** Numbers of partitions that the broker leads, where nothing else is said. */
export const USUAL_SIZES: readonly number[] = [1, 10, 50]

/** Every way, for each number of partitions, of one release, with three brokers and acks=all. */
export const bySize = (named: string): readonly Row[] =>
  rowsFor(kafkaNamed(named), { sizes: USUAL_SIZES, ways, acks: 'all', brokers: 3 })

/** What is varied in a table. */
export interface Asked extends Pick<Topic, 'acks' | 'brokers'> {
  /** Partitions that the stopping broker leads. */
  readonly sizes: readonly number[]
  readonly ways: readonly Way[]
}

/** A row for each number of partitions and each way. */
export const rowsFor = (kafka: Kafka, { sizes, ways: chosen, acks, brokers }: Asked): readonly Row[] =>
  sizes.flatMap((led) =>
    chosen.map((way) => ({ kafka, way, led, measured: measured(kafka, way, { led, acks, brokers }) })),
  )

/** Releases that differ: one partition after another; a leader that is not told of its successor; neither; a longer session. */
const RELEASES = ['0.8.0', '1.0.2', '1.1.1', '2.1.1', '2.6.0'] as const

/** The first and the last but one of the ways in each of these releases, with acks=1. */
export const byRelease = (led: number): readonly Row[] =>
  RELEASES.flatMap((named) => rowsFor(kafkaNamed(named), { sizes: [led], ways: COMPARED, acks: '1', brokers: 3 }))

const COMPARED = ways.filter(({ name }) => name === 'controlled shutdown' || name === 'process killed')

/** Every way, with two replicas of each partition and acks=all. */
export const withTwoReplicas = (named: string, led: number): readonly Row[] =>
  rowsFor(kafkaNamed(named), { sizes: [led], ways, acks: 'all', brokers: 2 })
