/** Every story of a bug is explained, and what is claimed is shown by replay. */
import { bugStories, isShownByReplay, storied } from './explaining.fixture'

test.each(bugStories)('%s', (path) => isShownByReplay(storied(path)))
