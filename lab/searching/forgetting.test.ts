/** --forget (docs/decisions/0077): the states of a machine that forgets are the forms of all states, and go on like them. */
import { comparedWith } from './forgetting.fixture'
import { smallWorlds } from './forgetting-worlds.fixture'

test.each(smallWorlds)(
  'where %s, nothing is lost and nothing is added: %i states, and %i',
  (_, states, forgetting, asked) => expect(comparedWith(asked)).toEqual({ states, forgetting }),
)
