/** Walks over more small random graphs. */
import { confirmFailures, keepKinds } from './healing-random.fixture'

confirmFailures(200)
keepKinds(200)
