/** The page in a browser, from the command line to the screen. The rest of the page: page.long.test.ts. */
import { accountWith, pageWith } from './fixture'
import { HOSTILE, inBrowser, open, openData, pageOf, textOf, ZOMBIE } from './opening.fixture'

inBrowser('a page opens at the step that breaks a property, and names the property', async () => {
  const { page, troubles } = await open(pageOf([ZOMBIE]))
  expect(await page.title()).toBe('KIP-320: a zombie')
  expect(await textOf(page, '.verdict.broken')).toContain('broker 1 and broker 2 agree at offset 1 (c of epoch 2)')
  expect(await textOf(page, '.row.breaking')).toContain('broker 2 fetches from its leader')
  expect(await textOf(page, '.caption')).toContain('Broker 2 has not heard of any of this')
  expect(troubles).toEqual([])
})

inBrowser('a link opens its step, and the address follows the keys', async () => {
  const { page } = await open(pageOf([ZOMBIE]), '#finding=1&step=4')
  expect(await textOf(page, '.where')).toBe('4 / 13')
  expect(await page.locator('.row.current .row-event').innerText()).toBe('controller moves the leader to broker 3')
  expect(await page.locator('.verdict.ahead').count()).toBe(1)
  await page.keyboard.press('End')
  await page.waitForURL(/#finding=1&step=13$/)
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  expect(await textOf(page, '.where')).toBe('1 / 13')
  await page.locator('.row a').nth(3).click()
  expect(await textOf(page, '.where')).toBe('3 / 13')
  await page.keyboard.press(' ')
  expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(1)
})

inBrowser('what explain says is opened by a click or by keys, beside the token, and is complete', async () => {
  const { page, troubles } = await open(pageOf([ZOMBIE]))
  await page.getByText('Explain', { exact: true }).click()
  await page.getByText('Replay', { exact: true }).click()
  const words = await page.locator('.explained dt').allInnerTexts()
  expect(words).toEqual(['broken', 'fault', 'no return', 'believed', 'without', 'remedy', 'healing'])
  expect(await textOf(page, '.explained dl')).toContain(
    'proved by search: at each step before it, some order of healing',
  )
  expect(await page.locator('.token').isVisible()).toBe(true)
  await page.locator('.explained summary').focus()
  await page.keyboard.press('Enter')
  expect(await page.locator('.explained dl').isVisible()).toBe(false)
  await page.keyboard.press('Enter')
  expect(await page.locator('.explained dl').isVisible()).toBe(true)
  expect(troubles).toEqual([])
})

inBrowser('text from a story or a run is shown as text, and no script in it runs', async () => {
  const words = { event: HOSTILE, note: HOSTILE, value: HOSTILE, property: HOSTILE, sentence: HOSTILE, path: HOSTILE }
  const account = accountWith({ ...words, reason: HOSTILE, label: HOSTILE })
  const compared = { title: HOSTILE, account, partsAt: 2 }
  const hostile = { title: HOSTILE, fingerprint: HOSTILE, property: HOSTILE, account, compared, found: [HOSTILE] }
  const data = { ...pageWith({ ...hostile, times: 2, prose: [{ step: 1, text: [HOSTILE] }] }, hostile), title: HOSTILE }
  const { page, troubles } = await openData(data, `#finding=1&step=1&${encodeURIComponent(HOSTILE)}`)
  for (const key of ['ArrowRight', 'End', 'c', 'Home', 'ArrowRight']) await page.keyboard.press(key)
  for (const summary of await page.locator('summary:visible').all()) await summary.click()
  await page.locator('#search').fill('onerror')
  expect(await textOf(page, 'h2')).toContain('<img src=x onerror=')
  expect(await page.locator('#app img, #app script, [style*="expression"]').count()).toBe(0)
  expect(await page.evaluate('globalThis.pwned')).toBeUndefined()
  expect(troubles).toEqual([])
})
