/** The releases that docs/track-record.md says have a bug, each asked as it was. */
import { explore } from '../../explorer/breadth'
import type { Bounds } from '../../model/bounds'
import { numberOf, subjectOf, type Question } from '../questions/question'
import { chapters } from './catalogue'
import type { Pinned } from './pinned'
import { rowOfWalk } from './hunts'
import { presetsWith } from './versions-with'

/** The most states of a row whose releases are asked. */
const MOST = 400_000

/**
 * Where a release needs a larger world than the row: up to 3.5 a smaller ISR takes a leader epoch of its own (KAFKA-15021), and a leader forgets
 * a proposal only after two larger ISRs in a row.
 */
const larger = (name: string, kafka: string, { epochs, faults }: Bounds): Partial<Bounds> => {
  const isShrunkTwice = ['B32', 'B68'].includes(name) && ['3.2', '3.5'].includes(kafka)
  if (isShrunkTwice) return { brokers: 3, epochs: 3, faults: { ...faults, 'isr-shrink': 2 } }
  if (name === 'B19' && kafka === '2.8') return { records: 2 }
  return ['3.2', '3.5'].includes(kafka) ? { epochs: epochs + 2 } : {}
}

/** In 0.10.2 a leader repeats its write, so the controller has to write meanwhile. */
const rowFor = (row: Pinned, kafka: string): Pinned =>
  row.name === 'B58' && kafka === '0.10.2' ? rowOfWalk({ name: 'B58-another-writes' }) : row

const asWas = ({ name, question: { unlike: _, ...asked } }: Pinned, kafka: string): Question => ({
  ...{ ...asked, kafka, without: [], with: [] },
  bounds: { ...asked.bounds, ...larger(name, kafka, asked.bounds) },
})

const claims = chapters
  .flatMap(({ bugs }) => bugs)
  .filter(({ row: { expected } }) => (expected.distinct ?? Infinity) <= MOST)
  .flatMap(({ row }) => presetsWith(row).map((kafka) => [row.name, kafka, row] as const))

test.each(claims)('%s: Kafka %s breaks what the row asks about', (_, kafka, row) => {
  const asked = asWas(rowFor(row, kafka), kafka)
  const { machine, properties } = subjectOf(asked)
  const { breach } = explore(machine, properties)
  expect(breach?.breaches.map(({ property }) => numberOf(property))).toContain(
    asked.properties[0] ?? numberOf(breach?.breaches[0]?.property ?? ''),
  )
})
