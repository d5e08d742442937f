/** The guide in a browser, from its files: wide and on a phone, by keyboard, in both languages. All pages: site.night.test.ts. */
import { areSoundInTheDark, areSoundOnPhones, inBrowser, open, openWithoutError, pages, PHONE } from './opening.fixture'

areSoundOnPhones(['ko/4.1.3-replicas-and-commit.html'])
areSoundInTheDark(['4.1.3-replicas-and-commit.html'])
openWithoutError(pages.filter((_, index) => index % 4 === 0))

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
