import { areFilledIn, longPages } from './quoting.fixture'

areFilledIn(longPages)
