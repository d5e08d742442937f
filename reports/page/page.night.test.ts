/** All stories, and all sizes and colours, in a browser. */
import {
  areSound,
  areSteppedThrough,
  inBrowser,
  open,
  overflow,
  pageOf,
  seriousIn,
  STORIES,
  ZOMBIE,
} from './opening.fixture'

areSteppedThrough('every story', STORIES)
areSound('light')
areSound('dark')

inBrowser.each(['light', 'dark'] as const)(
  'what explain says fits a phone, and axe finds nothing serious: %s',
  async (colorScheme) => {
    const { page } = await open(pageOf([ZOMBIE]), '', {
      ...{ colorScheme, bypassCSP: true, viewport: { width: 360, height: 740 } },
    })
    await page.getByText('Explain', { exact: true }).click()
    expect(await overflow(page)).toBe(0)
    expect(await seriousIn(page)).toEqual([])
  },
)
