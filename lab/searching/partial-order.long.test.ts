/** Kafka with and without partial-order reduction, in larger worlds. The largest: partial-order.night.test.ts. */
import { areCorrect, findTheSame, LARGE, MOST, ofReleases, recordOf } from './partial-order.fixture'

findTheSame([...recordOf([MOST, LARGE], [MOST, LARGE]), ...ofReleases])
areCorrect([...recordOf([MOST / 2, MOST], [MOST / 2, MOST]), ...ofReleases], 150)
