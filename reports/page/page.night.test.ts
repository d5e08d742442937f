/** All stories, and all sizes and colours, in a browser. */
import { areSound, areSteppedThrough, STORIES } from './opening.fixture'

areSteppedThrough('every story', STORIES)
areSound('light')
areSound('dark')
