/** Occasions of actions. More walks: occasions.night.test.ts. */
import { areOccasions } from './occasions.fixture'

areOccasions(16)
