import type { Answer, Io } from './io'
import { ladderRows } from '../lab/records/ladder'
import type { Typed } from './options'
import { runRows } from './rows'

/** `tidemark ladder`: every version of Kafka on record, what it survives and what breaks it. */
export const runLadder = (typed: Typed, io: Io): Promise<Answer> => runRows('ladder', ladderRows, typed, io)
