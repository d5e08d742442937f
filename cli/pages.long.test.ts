import { areFilledInButLadder, longPages } from './quoting.fixture'

areFilledInButLadder(longPages)
