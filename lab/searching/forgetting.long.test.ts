/** The same as forgetting.test.ts, with other faults. */
import { comparedWith } from './forgetting.fixture'
import { worlds } from './forgetting-worlds.fixture'

test.each(worlds)('where %s, nothing is lost and nothing is added: %i states, and %i', (_, states, forgetting, asked) =>
  expect(comparedWith(asked)).toEqual({ states, forgetting }),
)
