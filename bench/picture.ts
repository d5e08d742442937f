import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromiumPath, NO_CHROMIUM, openBrowser, openPage } from '../reports/page/browser'

const ROOT = join(__dirname, '..')
const PAGE = join(ROOT, '.tidemark', 'pages', 'picture.html')

/**
 * `npm run picture`: makes the picture in README.md, which is the page of a story at the step that breaks a property.
 */
const main = async (): Promise<void> => {
  const path = chromiumPath()
  if (path === undefined) throw new Error(NO_CHROMIUM)
  const words = ['page', 'scenarios/kip-101-a-record-lost-twice.md', '--out', PAGE]
  const { status, stderr } = spawnSync(process.execPath, ['-r', './from-source.js', 'cli/main.ts', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  const browser = await openBrowser(path)
  const { page } = await openPage(browser, pathToFileURL(PAGE).href, {
    colorScheme: 'light',
    viewport: { width: 1440, height: 760 },
  })
  await page.screenshot({ path: join(ROOT, 'docs', 'page.png') })
  await browser.close()
  rmSync(PAGE)
}

void main()
