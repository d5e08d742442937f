/** Kafka with and without partial-order reduction, in larger worlds. The largest: partial-order.night.test.ts. */
import { areCorrect, findTheSame, MOST, recordOf } from './partial-order.fixture'

findTheSame(recordOf([MOST, 10_000], [MOST, 10_000]))
areCorrect(recordOf([MOST / 2, 5000], [MOST / 2, 5000]), 200)
