/** More walks through topics of five partitions, from another seed. */
import { walkFivePartitions } from './five-partitions.fixture'

walkFivePartitions('e', 400, 60)
