/** One story of a bug in twelve is explained, and what is claimed is shown by replay. All others: explain.night.test.ts. */
import { bugStories, isShownByReplay, isTakenEarly, storied } from './explaining.fixture'

test.each(bugStories.filter(isTakenEarly))('%s', (path) => isShownByReplay(storied(path)))
