/** Three small worlds of the newest preset as new clusters have it, searched again. All worlds of every preset: record.night.test.ts. */
import { recorded, wholeText } from './record'
import { isFoundAgain } from './record.fixture'

const newest = recorded.filter(({ kafka, elr }) => kafka === '4.3' && elr).map((one) => [wholeText(one), one] as const)

const WORLDS: readonly string[] = ['shrink, 2 of 2', 'fewer replicas', 'shutdown']

test.each(newest)(
  '%s: what the record says of an ISR that shrinks, of a replica less and of a shutdown is found again',
  (_, matrix) => isFoundAgain(matrix, ({ name }) => WORLDS.includes(name)),
)
