/** Searches of Kafka with symmetry and without. */
import { haveTheSameAnswer, haveTheSameAnswerAtRandom, long, threadsFindTheSame } from './symmetric.fixture'

haveTheSameAnswer(long)
haveTheSameAnswerAtRandom(12, 4000)
threadsFindTheSame()
