/** kill -9 in the middle of a write. More often: killed.long.test.ts. */
import { surviveKills } from './killing.fixture'

surviveKills([[3, 'check --machine kip-320 --untimed']])
