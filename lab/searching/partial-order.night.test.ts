/** Kafka with and without partial-order reduction, in the largest worlds and in more states. */
import { areCorrect, findTheSame, LARGE, halves, ofReleases, recordOf, small } from './partial-order.fixture'

findTheSame([...recordOf([LARGE, 100_000], [LARGE, 20_000]), ...ofReleases])
areCorrect([...recordOf([0, 10_000], [0, 10_000]), ...small, ...halves, ...ofReleases], 400)
