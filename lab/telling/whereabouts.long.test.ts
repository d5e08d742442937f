/** The source lines of the steps of every schedule on record. */
import { haveLinesOfRules } from './whereabouts.fixture'

haveLinesOfRules(1)
