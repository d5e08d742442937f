/** The figures of TLC of more than 100,000 states. */
import { oracle } from '../oracle'
import { agreesOn } from './oracle.fixture'

describe('TLC and this explorer agree', () => {
  agreesOn(oracle.filter(({ distinct = 0 }) => distinct > 100_000))
})
