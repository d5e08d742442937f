/** The stories of bugs that explain.long.test.ts leaves out are explained, and what is claimed is shown by replay. */
import { bugStories, isShownByReplay, isTakenEarly, storied } from './explaining.fixture'

test.each(bugStories.filter((path, at) => !isTakenEarly(path, at)))('%s', (path) => isShownByReplay(storied(path)))
