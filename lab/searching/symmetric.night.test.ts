/** Searches of Kafka with symmetry and without. */
import { haveTheSameAnswer, haveTheSameAnswerAtRandom, night } from './symmetric.fixture'

haveTheSameAnswer(night)
haveTheSameAnswerAtRandom(120, 20_000)
