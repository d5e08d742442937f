/** A search that a team stops, and that is continued. Longer ones: standing.night.test.ts. */
import { readCase } from '../questions/case'
import { isContinued } from './standing.fixture'

test.each([6, 14])(
  'a team that stops after %i turns can be continued by one thread, or by another team',
  async (turns) => {
    await isContinued(readCase({ machine: 'kip-320', 'log-size': '3' }), turns)
  },
)
