/** Larger ones: symmetric.long.test.ts, symmetric.night.test.ts. */
import { haveTheSameAnswer, short } from './symmetric.fixture'

haveTheSameAnswer(short)
