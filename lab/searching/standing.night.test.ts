/** A long search that a team stops, and that is continued. */
import { readCase } from '../questions/case'
import { isContinued } from './standing.fixture'

test.each([30, 61])(
  'a team that stops after %i turns can be continued by one thread, or by another team',
  async (turns) => {
    await isContinued(readCase({ machine: 'kip-320', 'max-epoch': '2' }), turns)
  },
)
