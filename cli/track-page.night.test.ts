import { pinnedWalks } from '../lab/records/pinned-walks'
import { areTakenAgain } from './track-page.fixture'

areTakenAgain(pinnedWalks)
