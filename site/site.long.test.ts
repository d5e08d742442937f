/** The guide in a browser, from its files: wide and on a phone, by keyboard, in both languages. */
import axe from 'axe-core'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromiumPath, NO_CHROMIUM, openBrowser, openPage, type Opened } from '../reports/page/browser'
import { siteFiles } from './build'

const path = chromiumPath()
const inBrowser = path === undefined ? test.skip : test
const folder = mkdtempSync(join(tmpdir(), 'tidemark-guide-'))
const files = siteFiles(join(__dirname, '..'))
const pages = files.map(([place]) => place).filter((place) => place.endsWith('.html') && !place.includes('schedules/'))
const started: { browser?: Browser } = {}
const PHONE = { viewport: { width: 390, height: 844 } }

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

const open = (place: string, options: BrowserContextOptions = {}): Promise<Opened> => {
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

inBrowser('axe finds nothing in any page, and nothing is wider than a phone', async () => {
  for (const place of pages.filter((one) => !one.startsWith('more/'))) {
    const { page } = await open(place, { ...PHONE, bypassCSP: true })
    expect([place, await overflow(page)]).toEqual([place, 0])
    expect([place, await findingsIn(page)]).toEqual([place, []])
    await page.context().close()
  }
})

inBrowser.each(['4.1.3-replicas-and-commit.html', pages.at(-1) ?? ''])(
  'axe finds nothing in %s in dark colours on a wide screen',
  async (place) => {
    const { page } = await open(place, { colorScheme: 'dark', bypassCSP: true })
    expect(await findingsIn(page)).toEqual([])
  },
)

inBrowser.each(pages)('%s opens without an error, and asks for files only', async (place) => {
  const { page, troubles } = await open(place)
  expect(await page.locator('h1').count()).toBe(1)
  expect(troubles).toEqual([])
})

inBrowser('search is used by keyboard, and leads to a section', async () => {
  const { page, troubles } = await open('index.html')
  await page.keyboard.press('/')
  await page.keyboard.type('leader epoch checkpoint')
  await page.locator('#hits a').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/4\.1\.5-leader-epoch\.html#/)
  await page.keyboard.press('/')
  await page.keyboard.type('xyzzy')
  expect(await page.locator('#hits').innerText()).toBe('Nothing found.')
  await page.keyboard.press('Escape')
  expect(await page.locator('#hits').isVisible()).toBe(false)
  expect(troubles).toEqual([])
})

inBrowser('search in Korean finds a word with its particle, and a part of a word', async () => {
  const { page } = await open('ko/index.html')
  for (const query of ['하이워터마크', '에포크', '제어된 종료']) {
    await page.locator('#search').fill(query)
    expect(await page.locator('#hits a').count()).toBeGreaterThan(0)
  }
})

inBrowser('the other language is one step away, and leads back', async () => {
  const { page } = await open('4.2-controller.html', PHONE)
  await page.locator('.language').click()
  expect(await page.locator('h1').innerText()).toBe('4.2 컨트롤러')
  expect(await page.locator('html').getAttribute('lang')).toBe('ko')
  await page.locator('.language').click()
  expect(await page.locator('h1').innerText()).toBe('4.2 The controller')
})

inBrowser('a schedule opens within its page, and can be stepped through', async () => {
  const { page, troubles } = await open('4.1.3-replicas-and-commit.html')
  await page.locator('.play summary').first().click()
  const frame = page.frameLocator('.play iframe').first()
  await frame.locator('.row').first().waitFor()
  expect(await frame.locator('h2').first().innerText()).toContain('A message is committed')
  expect(troubles).toEqual([])
})
