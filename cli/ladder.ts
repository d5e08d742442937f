import type { Answer, Io } from './io'
import { ladderRows } from '../lab/records/ladder'
import type { Typed } from './options'
import { runRows } from './rows'

/** `tidemark ladder`: for each version on record, the shortest failure that the next version prevents. */
export const runLadder = (typed: Typed, io: Io): Promise<Answer> => runRows('ladder', ladderRows, typed, io)
