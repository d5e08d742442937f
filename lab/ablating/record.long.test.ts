/** The small worlds of the newest preset as new clusters have it, searched again. All of every preset: record.night.test.ts. */
import { recorded, wholeText } from './record'
import { isFoundAgain } from './record.fixture'

const newest = recorded.filter(({ kafka, elr }) => kafka === '4.3' && elr).map((one) => [wholeText(one), one] as const)

test.each(newest)('%s: what the record says of the worlds in which L is asked is found again', (_, matrix) =>
  isFoundAgain(matrix, ({ asksLiveness, isOfDisk }) => asksLiveness === true && isOfDisk !== true),
)
