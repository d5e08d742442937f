/** The same as forgetting.test.ts, with larger worlds and other releases; and what breaks breaks as before. */
import { comparedWith } from './forgetting.fixture'
import { largeWorlds } from './forgetting-worlds.fixture'

test.each(largeWorlds)('where %s, nothing is lost and nothing is added', (_, asked) =>
  expect(comparedWith(asked).differs).toBeUndefined(),
)
