/** Occasions of actions, in more walks. */
import { areOccasions } from './occasions.fixture'

areOccasions(24)
