/** All other schedules whose accounts are compared with the states. */
import { agree, others } from './agreeing.fixture'

agree(others)
