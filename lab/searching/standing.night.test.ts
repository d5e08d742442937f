/** A long search that a team stops, and that is continued. */
import { readCase } from '../questions/case'
import { isContinued } from './standing.fixture'

test.each([
  ['log-size', '3', 6],
  ['log-size', '3', 14],
  ['max-epoch', '2', 30],
  ['max-epoch', '2', 61],
])(
  'a team with %s %s that stops after %i turns can be continued by one thread, or by another team',
  async (name, value, turns) => {
    await isContinued(readCase({ machine: 'kip-320', [name]: value }), turns)
  },
)
