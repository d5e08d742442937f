/** The playground in a browser, from its file. A test that imports this file has a browser while it runs. */
import axe from 'axe-core'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { inBrowser, open, overflow, scratch } from '../../reports/page/opening.fixture'
import { playgroundHtml } from './html'

const ROOT = join(__dirname, '..', '..')
const file = join(scratch, 'playground.html')

beforeAll(async () => {
  writeFileSync(file, await playgroundHtml())
})

export const PHONE = { viewport: { width: 360, height: 740 } }

/** An open playground. `troubles` are errors, and requests for anything but files and what the page has made itself. */
export const openPlayground = async (
  hash = '',
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; troubles(): readonly string[] }> => {
  const { page, troubles } = await open(file, hash, options)
  return { page, troubles: () => troubles.filter((one) => !one.startsWith('request: blob:')) }
}

/** Presses find, and waits for the answer. */
export const found = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Find' }).click()
  await page.locator('.summary').waitFor()
  return page.locator('.summary').innerText()
}

/** A field for text or a choice, by its name for a screen reader. */
export const field = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }))

export const valueOf = (page: Page, name: string): Promise<string> => field(page, name).inputValue()

/** The text of the page that is drawn in the frame. */
export const drawn = async (page: Page, selector: string): Promise<string> => {
  const place = page.frameLocator('.picture iframe').locator(selector).first()
  await place.waitFor()
  return place.innerText()
}

/** All that the command line prints for a command that the page shows. */
export const printedBy = (command: string): { readonly code: number | null; readonly out: string } => {
  const words = command.replace(/^npx tidemark /, '').split(' ')
  const { status, stdout } = spawnSync(
    process.execPath,
    ['-r', join(ROOT, 'from-source.js'), join(ROOT, 'cli', 'main.ts'), ...words],
    {
      ...{ cwd: scratch, encoding: 'utf8' },
      env: { ...process.env, npm_lifecycle_event: 'npx', NO_COLOR: '1' },
    },
  )
  return { code: status, out: stdout.trimEnd() }
}

/** Everything that axe finds. */
const findingsIn = async (page: Page): Promise<readonly string[]> => {
  await page.addScriptTag({ content: axe.source })
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

/** Claims it of the page in these colours and widths. */
export const fitAndAreSound = (looks: readonly (readonly ['light' | 'dark', number])[]): void =>
  inBrowser.each(looks)(
    'axe finds nothing, and nothing is wider than the screen: %s, %i',
    async (colorScheme, width) => {
      const { page } = await openPlayground('', { colorScheme, bypassCSP: true, viewport: { width, height: 740 } })
      for (const summary of await page.locator('summary').all()) await summary.click()
      expect(await overflow(page)).toBe(0)
      await found(page)
      await page.getByText('All that the command line prints').click()
      await field(page, 'min.insync.replicas').fill('x')
      expect(await overflow(page)).toBe(0)
      expect(await findingsIn(page)).toEqual([])
      await field(page, 'min.insync.replicas').press('Enter')
      await page.getByRole('alert').getByText('--min-isr').waitFor()
      expect(await findingsIn(page)).toEqual([])
    },
  )

/** Claims of these questions, given as a link, that their answer has this verdict, and is that of the command line. */
export const answersAsTheCommandLine = (asked: readonly (readonly ['broken' | 'holds' | 'open', string])[]): void =>
  inBrowser.each(asked)('the answer is that of the command line, word for word: %s', async (verdict, hash) => {
    const { page } = await openPlayground(hash)
    if (verdict === 'open') await field(page, 'Stop at so many states').fill('300')
    await found(page)
    expect(await page.locator(`.summary.${verdict}`).count()).toBe(1)
    const { out } = printedBy(`${await valueOf(page, 'The same search in the command line')} --untimed`)
    // The command line saves a search that was stopped, and continues it. A page does not.
    const withoutKept = (text: string): string => (verdict === 'open' ? text.replace(/\n(kept|next) [^]*/, '') : text)
    expect(withoutKept((await page.locator('.whole').textContent()) ?? '')).toBe(withoutKept(out))
  })
