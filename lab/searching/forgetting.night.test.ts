/** The same as forgetting.test.ts, with larger worlds, other releases, repairs, and each amendment. */
import { comparedWith } from './forgetting.fixture'
import { largeWorlds, repairedWorlds, varied } from './forgetting-worlds.fixture'

test.each([...largeWorlds, ...repairedWorlds, ...varied()])(
  'where %s, nothing is lost and nothing is added',
  (_, asked) => expect(comparedWith(asked).differs).toBeUndefined(),
)
