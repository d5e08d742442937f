/** The figures of TLC of 50,000 to 100,000 states. */
import { oracle } from '../oracle'
import { agreesOn } from './oracle.fixture'

describe('TLC and this explorer agree', () => {
  agreesOn(oracle.filter(({ distinct = 0 }) => distinct > 50_000 && distinct <= 100_000))
})
