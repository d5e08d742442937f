/** The figures of TLC of more than 50,000 states. */
import { oracle } from '../oracle'
import { agreesOn } from './oracle.fixture'

describe('TLC and this explorer agree', () => {
  agreesOn(oracle.filter(({ distinct = 0 }) => distinct > 50_000))
})
