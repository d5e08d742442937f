/** The laws of the specimens, in more walks. */
import { obeyLaws } from './laws.fixture'

obeyLaws(3)
