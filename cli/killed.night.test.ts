/** kill -9 in the middle of a write, many times. */
import { surviveKills } from './killing.fixture'

surviveKills([[10, 'check --machine kip-320 --untimed']])
