/** kill -9 in the middle of a write, of other searches. More often: killed.night.test.ts. */
import { surviveKills } from './killing.fixture'

surviveKills([
  [6, 'check --machine kip-320 --fingerprints --untimed'],
  [4, 'check --machine kip-101 --symmetry --untimed'],
])
