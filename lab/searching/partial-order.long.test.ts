/** Kafka with and without partial-order reduction, in larger worlds. */
import { areCorrect, findTheSame, MOST, recordOf, small } from './partial-order.fixture'

findTheSame(recordOf([MOST, 100_000], [MOST, 20_000]))
areCorrect([...recordOf([0, 10_000], [0, 10_000]), ...small], 400)
