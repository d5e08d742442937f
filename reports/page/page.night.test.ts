/** All stories, in a browser. */
import { areSteppedThrough, STORIES } from './opening.fixture'

areSteppedThrough('every story', STORIES)
