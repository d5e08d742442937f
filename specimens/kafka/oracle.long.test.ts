/** The figures of TLC of 3,000 to 10,000 states, and large rows that break. */
import { oracle } from '../oracle'
import { agreesOn, isHuge, isSmall } from './oracle.fixture'

describe('TLC and this explorer agree', () => {
  agreesOn(oracle.filter((row) => !isSmall(row) && !isHuge(row)))
})
