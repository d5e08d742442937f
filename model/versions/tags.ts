/** The tags of Apache Kafka that were read for decisions, oldest first. */
export const tags = [
  '0.8.0',
  '0.10.2.2',
  '1.1.1',
  '2.0.0',
  '2.0.1',
  '2.1.0',
  '2.1.1',
  '2.2.0',
  '2.4.0',
  '2.5.0',
  '2.6.1',
  '2.7.0',
  '2.8.0',
  '2.8.2',
  '3.1.0',
  '3.2.0',
  '3.3.1',
  '3.5.0',
  '3.7.0',
  '3.9.1',
  '4.0.0',
  '4.1.0',
  '4.3.1',
] as const

export type Tag = (typeof tags)[number]

export const newer = (one: Tag, other: Tag): Tag => (tags.indexOf(one) > tags.indexOf(other) ? one : other)
