/** Searches of Kafka with symmetry and without. */
import { haveTheSameAnswer, haveTheSameAnswerAtRandom, long } from './symmetric.fixture'

haveTheSameAnswer(long)
haveTheSameAnswerAtRandom(12, 4000)
