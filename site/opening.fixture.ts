/** The guide in a browser: a test that imports this file has a browser while it runs. */
import axe from 'axe-core'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromiumPath, NO_CHROMIUM, openBrowser, openPage, type Opened } from '../reports/page/browser'
import { siteFiles } from './build'

const path = chromiumPath()
export const inBrowser = path === undefined ? test.skip : test
const folder = mkdtempSync(join(tmpdir(), 'tidemark-guide-'))
const files = siteFiles(join(__dirname, '..'))
export const pages = files
  .map(([place]) => place)
  .filter((place) => place.endsWith('.html') && !place.includes('schedules/'))
const started: { browser?: Browser } = {}
export const PHONE = { viewport: { width: 390, height: 844 } }

beforeAll(async () => {
  for (const [place, content] of files) {
    mkdirSync(dirname(join(folder, place)), { recursive: true })
    writeFileSync(join(folder, place), content)
  }
  if (path === undefined) console.warn(`the guide is not tested in a browser: ${NO_CHROMIUM}`)
  else started.browser = await openBrowser(path)
})

afterEach(async () => {
  for (const context of started.browser?.contexts() ?? []) await context.close()
})

afterAll(async () => {
  await started.browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

export const open = (place: string, options: BrowserContextOptions = {}): Promise<Opened> => {
  if (started.browser === undefined) throw new Error(NO_CHROMIUM)
  return openPage(started.browser, pathToFileURL(join(folder, place)).href, options)
}

const findingsIn = async (page: Page): Promise<readonly string[]> => {
  await page.addScriptTag({ content: axe.source })
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** axe finds nothing in these pages, and nothing in them is wider than a phone. */
export const areSoundOnPhones = (some: readonly string[]): void =>
  inBrowser.each(some)('axe finds nothing in %s, and nothing is wider than a phone', async (place) => {
    const { page } = await open(place, { ...PHONE, bypassCSP: true })
    expect(await overflow(page)).toBe(0)
    expect(await findingsIn(page)).toEqual([])
  })

/** axe finds nothing in these pages in dark colours. */
export const areSoundInTheDark = (some: readonly string[]): void =>
  inBrowser.each(some)('axe finds nothing in %s in dark colours on a wide screen', async (place) => {
    const { page } = await open(place, { colorScheme: 'dark', bypassCSP: true })
    expect(await findingsIn(page)).toEqual([])
  })

/** These pages open without an error, and load nothing from a network. */
export const openWithoutError = (some: readonly string[]): void =>
  inBrowser.each(some)('%s opens without an error, and asks for files only', async (place) => {
    const { page, troubles } = await open(place)
    expect(await page.locator('h1').count()).toBe(1)
    expect(troubles).toEqual([])
  })
