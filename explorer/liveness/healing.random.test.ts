/** Walks over small random graphs, healed at their ends. More graphs: healing.random.night.test.ts. */
import { confirmFailures, keepKinds } from './healing-random.fixture'

confirmFailures(120)
keepKinds(120)
