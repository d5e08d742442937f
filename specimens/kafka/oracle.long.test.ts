/** The figures of TLC of 5,000 to 100,000 states. */
import { oracle } from '../oracle'
import { agreesOn } from './oracle.fixture'

describe('TLC and this explorer agree', () => {
  agreesOn(oracle.filter(({ distinct = 0 }) => distinct > 5000 && distinct <= 100_000))
})
