/**
 * A browser for tests, and the pages that it opens: a few in npm test, the others in the long tests. A test that
 * imports this file has a browser while it runs.
 */
import axe from 'axe-core'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromiumPath, NO_CHROMIUM, openBrowser, openPage, type Opened } from './browser'
import { pageApp } from './bundle'
import type { PageData } from './data'
import { pageHtml } from './html'

const path = chromiumPath()
export const inBrowser = path === undefined ? test.skip : test
export const scratch = mkdtempSync(join(tmpdir(), 'tidemark-page-'))
const started: { browser?: Browser } = {}

beforeAll(async () => {
  if (path === undefined) console.warn(`the page is not tested in a browser: ${NO_CHROMIUM}`)
  else started.browser = await openBrowser(path)
})

afterEach(async () => {
  for (const context of started.browser?.contexts() ?? []) await context.close()
})

afterAll(async () => {
  await started.browser?.close()
  rmSync(scratch, { recursive: true, force: true })
})

const ROOT = join(__dirname, '..', '..')

const tidemark = (...words: readonly string[]): void =>
  void execFileSync(process.execPath, ['-r', './from-source.js', 'cli/main.ts', ...words], {
    cwd: ROOT,
  })

/** The stories that have one schedule; a page is about one. */
const storiesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => `${folder}/${name}`)
    .filter((path) => readFileSync(join(ROOT, path), 'utf8').match(/^cluster /gm)?.length === 1)

export const STORIES = [...storiesIn('scenarios'), ...storiesIn('scenarios/bugs')]

/** A page is written once and used by many tests. */
const written = new Map<string, string>()

export const pageOf = (words: readonly string[]): string => {
  const key = words.join(' ')
  const known = written.get(key)
  if (known !== undefined) return known
  const file = join(scratch, `${written.size}.html`)
  tidemark('page', ...words, '--out', file)
  written.set(key, file)
  return file
}

export const open = (file: string, hash = '', options: BrowserContextOptions = {}): Promise<Opened> => {
  if (started.browser === undefined) throw new Error(NO_CHROMIUM)
  return openPage(started.browser, `${pathToFileURL(file).href}${hash}`, options)
}

export const openData = (data: PageData, hash = '', options: BrowserContextOptions = {}): Promise<Opened> => {
  const file = join(scratch, 'data.html')
  writeFileSync(file, pageHtml(data, pageApp()))
  return open(file, hash, options)
}

export const textOf = (page: Page, selector: string): Promise<string> => page.locator(selector).first().innerText()

/** The serious findings of axe. */
export const seriousIn = async (page: Page): Promise<readonly string[]> => {
  await page.addScriptTag({ content: axe.source })
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** The story that most tests open. */
export const ZOMBIE = 'scenarios/kip-320-a-zombie.md'

/** Text that must never run. */
export const HOSTILE = `<img src=x onerror="globalThis.pwned=1"></script><script>globalThis.pwned=1</script>{{7*7}}\u2028`

/** One page of these stories can be stepped through from their first to their last steps. */
export const areSteppedThrough = (what: string, stories: readonly string[]): void =>
  inBrowser(`${what} can be stepped through from the first to the last step`, async () => {
    const { page, troubles } = await open(pageOf(stories), '#finding=1&step=0')
    for (let finding = 1; finding <= stories.length; finding++) {
      await page.evaluate(`location.hash = 'finding=${finding}&step=0'`)
      await page.waitForSelector(`.index li:nth-child(${finding}) button[aria-current]`)
      const last = Number(await page.locator('.slider input').getAttribute('max'))
      for (let step = 1; step <= last; step++) await page.keyboard.press('ArrowRight')
      expect(await textOf(page, '.where')).toBe(`${last} / ${last}`)
      expect(await page.locator('.row.current').count()).toBe(1)
      expect(await page.locator('.verdict').count()).toBe(1)
    }
    expect(troubles).toEqual([])
  })

const VIEWS = {
  'a story': ['#finding=1&step=13', 1440],
  'two Kafkas': ['#finding=1&step=13&beside=1', 1440],
  'a phone': ['#finding=1&step=13', 390],
} as const

type View = keyof typeof VIEWS

/** axe finds nothing serious in these views of a finding. */
export const areSound = (
  colorScheme: 'light' | 'dark',
  views: readonly View[] = ['a story', 'two Kafkas', 'a phone'],
): void =>
  inBrowser.each(views)(`axe finds nothing serious in ${colorScheme} colours: %s`, async (view) => {
    const [hash, width] = VIEWS[view]
    const { page } = await open(pageOf([ZOMBIE]), hash, {
      ...{ colorScheme, bypassCSP: true, viewport: { width, height: 900 } },
    })
    expect(await seriousIn(page)).toEqual([])
  })
