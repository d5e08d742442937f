/** Many mutants. `npm run mutants` checks all of them. */
import { areNoticed, inWorkshop, oneIn } from './noticing.fixture'

inWorkshop('night', (bench) => areNoticed(bench, oneIn(50)))
