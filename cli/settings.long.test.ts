/** docs/settings.md: the cells of every third row are asked again. The others: settings.night.test.ts. */
import { areAnswered, rows } from './settings.fixture'

areAnswered(rows.filter((_, index) => index % 3 === 2))

test('the page has a row for each of these settings', () => expect(rows).toHaveLength(8))
