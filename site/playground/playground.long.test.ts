/** The playground in a browser, from its file: what it finds, its links, keys, phones, and both languages. */
import { HOSTILE, inBrowser } from '../../reports/page/opening.fixture'
import {
  answersAsTheCommandLine,
  drawn,
  field,
  fitAndAreSound,
  found,
  openPlayground,
  PHONE,
  printedBy,
  valueOf,
} from './opening.fixture'

const B01 =
  'tm1:kafka=0.10.2:unlike=1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:f2e15d87'

inBrowser('B01 is found, drawn, and reproduced by the command line from its link', async () => {
  const { page, troubles } = await openPlayground()
  expect(await found(page)).toContain('S19 ISR members truncate nothing committed')
  expect(await drawn(page, '.verdict.broken')).toContain('broker 3 truncated a of epoch 0 at offset 0')
  const token = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('token') ?? ''
  expect(await valueOf(page, 'Link to this answer')).toBe(page.url())
  expect(await valueOf(page, 'Open in the command line')).toBe(`npx tidemark replay ${token}`)
  const replayed = printedBy(`npx tidemark replay ${token}`)
  expect(replayed.code).toBe(10)
  expect(replayed.out).toContain('still fails at step 8')
  expect(replayed.out).toContain('S19 ISR members truncate nothing committed')
  expect(troubles()).toEqual([])
})

inBrowser('a link draws its schedule, and prints what the command line prints', async () => {
  const { page, troubles } = await openPlayground(`#token=${encodeURIComponent(B01)}`, { locale: 'en-US' })
  expect(await drawn(page, '.row.breaking')).toContain('broker 3 handles the next LeaderAndIsr')
  expect(await valueOf(page, 'Version')).toBe('0.10.2')
  expect(await valueOf(page, 'process-crash')).toBe('1')
  expect(await page.locator('.whole').textContent()).toBe(printedBy(`npx tidemark replay ${B01}`).out)
  expect(troubles()).toEqual([])
})

answersAsTheCommandLine([
  ['broken', '#kafka=2.1&brokers=2&records=1&epochs=3&leader=1&acks=all&min-isr=2&judge=clean&faults=leader-move=2'],
  [
    'open',
    '#kafka=baseline&brokers=3&records=2&epochs=3&leader=1&acks=all&min-isr=2&judge=clean&faults=process-crash=1',
  ],
  ['holds', '#kafka=2.1&brokers=3&records=1&epochs=2&leader=1&acks=1&min-isr=1&judge=clean&faults=machine-crash=1'],
])

inBrowser('a loss outside the promise is drawn by a click', async () => {
  const { page } = await openPlayground(
    '#kafka=2.1&brokers=3&records=1&epochs=2&leader=1&acks=1&min-isr=1&judge=clean&faults=machine-crash=1',
  )
  expect(await found(page)).toContain('an acknowledged record is lost in 3 steps')
  await page.locator('.summary a').first().click()
  expect(await drawn(page, '.verdict.broken')).toContain('broker 2, which may lead, does not have it')
  expect(await page.locator('.summary').innerText()).toContain('still fails at step 3')
})

inBrowser('a KIP that is switched off shows what it prevents', async () => {
  const { page } = await openPlayground()
  await field(page, 'Version').selectOption('baseline')
  await field(page, 'Only failures that this version survives').selectOption('')
  await page.getByText('KIPs and fixes:').click()
  await page.getByRole('checkbox', { name: /^kip-101 / }).uncheck()
  expect(await page.getByText('KIPs and fixes:').innerText()).toMatch(/: (\d+) of (?!\1)\d+ are on/)
  expect(await found(page)).toContain('S19 ISR members truncate nothing committed')
  expect(await valueOf(page, 'The same search in the command line')).toContain('--without kip-101')
})

inBrowser('a search is stopped by its button, and claims nothing beyond what it has searched', async () => {
  const { page } = await openPlayground(
    '#kafka=baseline&brokers=3&records=4&epochs=4&leader=1&acks=all&min-isr=2&judge=clean&faults=process-crash=2,leader-move=2',
  )
  await page.getByRole('button', { name: 'Find' }).click()
  await page
    .locator('.status')
    .getByText(/depth \d+ .* waiting/)
    .waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.locator('.summary.open').waitFor()
  expect(await page.locator('.summary').innerText()).toMatch(
    /^open +correct to depth \d+; nothing is known beyond that depth\n +stopped by an interrupt; [\d,]+ states found but not expanded/,
  )
})

inBrowser('what makes no sense is refused in the words of the command line, and the form stays', async () => {
  const { page, troubles } = await openPlayground()
  for (const [name, nonsense, why] of [
    ['min.insync.replicas', 'zero', "--min-isr is 'zero': expected a whole number from 1 to 99"],
    ['process-crash', '-1', "--faults process-crash is '-1': expected a whole number from 0 to 99"],
    ['Stop at so many states', '0', "--max-states is '0': expected a whole number above 0"],
    ['More options', '--with ./mine.ts', "--with: './mine.ts' is a file, and this page reads no files"],
  ] as const) {
    const before = await valueOf(page, name)
    await field(page, name).fill(nonsense)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText(why).waitFor()
    expect(await valueOf(page, name)).toBe(nonsense)
    await field(page, name).fill(before)
  }
  expect(await found(page)).toContain('S19')
  expect(await page.getByRole('alert').innerText()).toBe('')
  expect(troubles()).toEqual([])
})

inBrowser('a worker that fails is said to have failed, and the next question is answered', async () => {
  const { page } = await openPlayground()
  await page.evaluate(`{
    const { postMessage } = Worker.prototype
    Worker.prototype.postMessage = function () {
      Worker.prototype.postMessage = postMessage
      this.dispatchEvent(new ErrorEvent('error', { message: 'Array buffer allocation failed' }))
    }
  }`)
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('alert').getByText('Array buffer allocation failed').waitFor()
  expect(await page.getByRole('alert').innerText()).toContain('too little memory, or it is a bug in tidemark')
  expect(await found(page)).toContain('S19')
})

inBrowser.each([
  ['tm1:x', 'replay token'],
  [HOSTILE, 'replay token'],
  [B01.replace('f2e15d87', 'f2e15d88'), 'replay token'],
  ['tm1:machine=paxos:acceptors=3:00000000', 'replay token'],
])('a link that is no schedule is refused in words, and nothing in it runs: %#', async (token, why) => {
  const { page, troubles } = await openPlayground(`#token=${encodeURIComponent(token)}`)
  await page.getByRole('alert').getByText(why).waitFor()
  expect(await page.evaluate('globalThis.pwned')).toBeUndefined()
  expect(troubles()).toEqual([])
})

inBrowser('everything is reached by keyboard, and the answer has the focus', async () => {
  const { page } = await openPlayground()
  await field(page, 'Example').focus()
  await page.keyboard.press('ArrowDown')
  expect(await valueOf(page, 'Version')).toBe('1.1')
  await field(page, 'More options').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('.summary').waitFor()
  expect(await page.evaluate('document.activeElement.id')).toBe('answer')
  expect(await page.getByRole('status').first().innerText()).toMatch(/^Done in [\d.]+ s\. broken S14/)
})

inBrowser('the page speaks Korean where it is asked to, and answers as the command line does', async () => {
  const { page } = await openPlayground('#lang=ko', PHONE)
  expect(await page.locator('html').getAttribute('lang')).toBe('ko')
  await page.getByRole('button', { name: '찾기' }).click()
  await page.locator('.summary').waitFor()
  expect(await page.locator('.summary').innerText()).toContain('this is a shortest counterexample')
  await page.getByRole('button', { name: 'English' }).click()
  expect(await page.locator('h2').innerText()).toBe('Answer')
})

fitAndAreSound([
  ['light', 1280],
  ['dark', 360],
])
