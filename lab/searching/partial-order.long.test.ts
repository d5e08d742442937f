/** Kafka with and without partial-order reduction, in larger worlds. The largest: partial-order.night.test.ts. */
import {
  areCorrect,
  areFound,
  findTheSame,
  halves,
  LARGE,
  MOST,
  ofFewReleases,
  recordOf,
  small,
  WRONG,
} from './partial-order.fixture'

findTheSame([...recordOf([MOST, LARGE], [MOST, LARGE]), ...small.slice(0, 1), ...halves, ...ofFewReleases])
areCorrect([...recordOf([MOST / 2, MOST], [MOST / 2, MOST]), ...small.slice(0, 1), ...halves, ...ofFewReleases], 100)

describe('a wrong footprint is found:', () => areFound(WRONG.slice(1), 400))
