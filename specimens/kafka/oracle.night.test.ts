/** The figures of TLC of more than 10,000 states. */
import { oracle } from '../oracle'
import { agreesOn, isHuge } from './oracle.fixture'

describe('TLC and this explorer agree', () => {
  agreesOn(oracle.filter(isHuge))
})
