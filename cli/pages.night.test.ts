import { areFilledIn, hugePages, quotingLadder } from './quoting.fixture'

areFilledIn([...hugePages, ...quotingLadder])
