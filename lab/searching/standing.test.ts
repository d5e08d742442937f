/** A search that a team stops, and that is continued. Longer ones: standing.night.test.ts. */
import { readCase } from '../questions/case'
import { isContinued } from './standing.fixture'

test('a team that stops can be continued by one thread, or by another team', async () => {
  await isContinued(readCase({ machine: 'kip-320', 'log-size': '2' }), 6)
})
