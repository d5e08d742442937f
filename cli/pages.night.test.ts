import { areFilledIn, hugePages } from './quoting.fixture'

areFilledIn(hugePages)
