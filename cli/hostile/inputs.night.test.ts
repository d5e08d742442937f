/** What inputs.test.ts claims, for 10,000 damaged inputs. */
import { takeDamaged } from './inputs.fixture'

takeDamaged(2, 10_000)
