/** The page of a replay in a browser. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readToken } from '../lab/questions/token'
import { inBrowser, open, overflow, scratch, seriousIn } from '../reports/page/opening.fixture'
import { recordedSessions, recordedText } from './recorded.fixture'
import { playedBack } from './recording'
import { realPage } from './real-page'
import { realReplay } from './real-replay'

const [{ name, token }] = recordedSessions

const written = async (): Promise<string> => {
  const { options, codes } = readToken(token)
  const text = recordedText(name).replaceAll('"leaderEpoch":1,"high', '"leaderEpoch":7,"high')
  const replay = await realReplay(playedBack(text), { release: '2.1.1', by: 'classes' }, options, codes)
  const file = join(scratch, 'real.html')
  writeFileSync(file, realPage(replay))
  return file
}

describe.each([1440, 390])('at a width of %d', (width) => {
  inBrowser('axe finds nothing serious, and nothing is wider than the window', async () => {
    const { page, troubles } = await open(await written(), '', { viewport: { width, height: 900 }, bypassCSP: true })
    expect(await page.locator('tbody').count()).toBe(9)
    expect(await seriousIn(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(troubles).toEqual([])
  })
})
