import type { Tag } from './tags'

/** What a decision decides, and who decides it in Kafka. */
export interface Question extends Asked {
  readonly about: Chapter
}

/** The same without the chapter. */
export interface Asked {
  readonly asks: string
  /** The Kafka method, from each of these tags on. It was looked up in the source of every tag in between. */
  readonly methods: Readonly<Partial<Record<Tag, string>>>
}

export const chapters = [
  'LeaderAndIsr reaches a broker',
  'Elections, and the ISR at the controller',
  'A broker becomes a follower',
  'The epoch cache',
  'A broker becomes the leader',
  'A leader and its followers',
  'A leader and its producers',
  'Segments, retention and compaction',
  'What is on disk, and found there',
  'Replicas that move',
  'KRaft: the controller, and what brokers hear of it',
] as const

type Chapter = (typeof chapters)[number]
