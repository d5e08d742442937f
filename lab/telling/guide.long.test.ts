/** The guide in Korean, played as it stands. */
import { GUIDE, isAsPlayed, played } from './guide.fixture'

test.each(played.map((name) => `${GUIDE}/ko/${name}`))('%s prints what it says', isAsPlayed)
