/** Damaged tokens, stories, runs, records and saved searches. Here a few; 10,000 in inputs.night.test.ts. */
import { takeDamaged } from './inputs.fixture'

takeDamaged(1, 300)
