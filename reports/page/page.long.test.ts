/** All of the page, in a browser. All stories: page.night.test.ts. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listHtml } from '../list'
import type { PageData } from './data'
import { accountWith, longAccount, pageWith } from './fixture'
import {
  areSound,
  areSteppedThrough,
  HOSTILE,
  inBrowser,
  open,
  openData,
  overflow,
  pageOf,
  scratch,
  seriousIn,
  STORIES,
  textOf,
  ZOMBIE,
} from './opening.fixture'

areSteppedThrough(
  'one story in 32',
  STORIES.filter((_, index) => index % 32 === 0),
)

inBrowser('a link is followed although the address of the view before it is written at that moment', async () => {
  const { page } = await open(pageOf([ZOMBIE]), '#finding=1&step=2')
  await page.evaluate("location.hash = 'finding=1&step=5'; history.replaceState(undefined, '', '#finding=1&step=2')")
  await page.waitForTimeout(100)
  expect(await textOf(page, '.where')).toBe('5 / 13')
})

inBrowser('the search can be used with the keyboard', async () => {
  const { page } = await open(pageOf([ZOMBIE]))
  await page.keyboard.press('/')
  await page.keyboard.type('cut off')
  expect(await textOf(page, '.hits')).toContain('broker 2 is cut off')
  await page.keyboard.press('Enter')
  expect(await textOf(page, '.where')).toBe('3 / 13')
  expect(await page.locator('.row.hit').count()).toBe(1)
})

inBrowser('the same steps in another version are side by side, with the step at which they diverge', async () => {
  const { page, troubles } = await open(pageOf([ZOMBIE, '--compare', 'baseline']))
  expect(await page.locator('.run').count()).toBe(2)
  expect(await textOf(page, '.parting')).toContain('They diverge at step 13')
  expect(await textOf(page, '.parting')).toContain("Kafka 2.0.0 breaks S4' log prefix")
  expect(await textOf(page, '.parting')).toContain('Kafka baseline takes it')
  await page.keyboard.press('c')
  expect(await page.locator('.run').count()).toBe(1)
  await page.keyboard.press('c')
  await page.keyboard.press('ArrowLeft')
  expect(await page.locator('.row.current').count()).toBe(2)
  expect(troubles).toEqual([])
})

inBrowser('refused actions are listed by guard, and can be filtered', async () => {
  const { page } = await open(pageOf([ZOMBIE]))
  await page.getByText('Refused actions').click()
  await page.locator('.guards dd').first().waitFor()
  await page.getByLabel('Filter refused actions').fill('nothing is called like this')
  expect(await page.locator('.guards dd').count()).toBe(0)
})

areSound('light', ['two Kafkas'])
areSound('dark', ['a phone'])

inBrowser('axe finds nothing serious in guards, hits and help', async () => {
  const { page } = await open(pageOf([ZOMBIE]), '', { bypassCSP: true })
  await page.getByText('Refused actions').click()
  await page.locator('#search').fill('broker')
  expect(await seriousIn(page)).toEqual([])
  await page.getByRole('button', { name: 'Help' }).click()
  expect(await seriousIn(page)).toEqual([])
})

inBrowser('what survive finds is counted as what does harm, not as bugs', async () => {
  const { page } = await openData({ ...pageWith({}, {}), command: 'survive' })
  expect(await textOf(page, '.index-sum')).toBe('2 schedules that do harm')
})

inBrowser('axe finds nothing serious in an index and in plots', async () => {
  const data: PageData = { ...pageWith({}, {}), plots: PLOTS }
  const { page } = await openData(data, '', { bypassCSP: true })
  expect(await seriousIn(page)).toEqual([])
  await page.getByRole('link', { name: 'Plots' }).click()
  await page.locator('.plot').nth(2).waitFor()
  expect(await seriousIn(page)).toEqual([])
})

const PLOTS: PageData['plots'] = [
  { kind: 'lines', title: 'Rate', x: 'seconds', y: 'states', series: [{ name: 'all', points: [[0, 1], [2, 9]] }] }, // oxfmt-ignore
  { kind: 'bars', title: 'Steps', y: 'bug', series: ['walk', 'search'], bars: [{ label: 'B01', values: [3, null] }] },
  { kind: 'heat', title: 'Breaks', columns: ['S1', 'S2'], of: 'steps', rows: [{ label: 'kip-101', cells: [7, null] }] },
]

inBrowser('a button changes the colours', async () => {
  const { page } = await open(pageOf([ZOMBIE]))
  const paper = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor')
  const light = await paper()
  await page.getByRole('button', { name: 'Dark' }).click()
  expect(await paper()).not.toBe(light)
  await page.getByRole('button', { name: 'Light' }).click()
  expect(await paper()).toBe(light)
})

inBrowser('the last paragraph of a story is shown at its last step, alone and beside another version', async () => {
  for (const words of [[ZOMBIE], [ZOMBIE, '--compare', 'baseline']]) {
    const { page } = await open(pageOf(words), '#finding=1&step=13')
    expect(await page.locator('.caption').count()).toBe(1)
    expect(await textOf(page, '.caption')).toContain('Broker 2 is fenced, and stops until it hears of a new epoch.')
  }
})

inBrowser('the list of serve fits a phone', async () => {
  const id = `check --kafka 2.1 --faults ${'process-crash=1,'.repeat(9)}machine-crash=1 --without kip-101`
  const entry = { id, verdict: 'broken', property: 'S14 every ISR member holds all committed records', token: 'tm1:x' }
  const run = { format: 1, kind: 'tidemark run', command: 'check', tidemark: '0', entries: [entry] } as const
  const listed = { name: 'check-1a2b3c4d', modified: 0, run: { ...run, entries: [entry] } }
  const file = join(scratch, 'list.html')
  writeFileSync(file, listHtml([listed], [`${'x'.repeat(99)}.html`], [{ pid: 1, command: id, progress: id }]))
  const { page } = await open(file, '', { viewport: { width: 390, height: 844 }, bypassCSP: true })
  expect(await overflow(page)).toBe(0)
  expect(
    await page.evaluate(
      "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.wide'))",
    ),
  ).toBe(0)
  expect(await seriousIn(page)).toEqual([])
})

inBrowser('nothing is wider than a phone', async () => {
  for (const hash of ['#finding=1&step=13', '#finding=1&step=13&beside=1']) {
    const { page } = await open(pageOf([ZOMBIE]), hash, { viewport: { width: 390, height: 844 } })
    expect(await overflow(page)).toBe(0)
  }
})

inBrowser('a story with a script tag in its title shows it as text', async () => {
  const story = join(scratch, 'hostile.md')
  const block = ['```kafka', 'cluster kafka=2.1 brokers=2', 'producer sends a record to broker 1', '```']
  writeFileSync(
    story,
    [`# ${HOSTILE.replace('\u2028', '')}`, `A ${HOSTILE} [link](javascript:alert(1))`, ...block].join('\n'),
  )
  const { page, troubles } = await open(pageOf([story]))
  expect(await textOf(page, 'h2')).toContain('</script><script>')
  expect(await page.locator('.caption a').count()).toBe(0)
  expect(await page.evaluate('globalThis.pwned')).toBeUndefined()
  expect(troubles).toEqual([])
})

inBrowser('every kind of fault has its own sign on the lanes that it affects', async () => {
  const story = join(scratch, 'faults.md')
  const steps = [
    'broker 2 sends a fetch to its leader',
    'the network from broker 1 to broker 2 is cut',
    'broker 3 is paused',
    'controller moves the leader to broker 2',
    'the next LeaderAndIsr to broker 1 is lost',
    'the process of broker 1 crashes',
    'broker 3 wakes up',
  ]
  const faults = 'pause=1,cut-link=1,lost-request=1,process-crash=1,leader-move=1'
  const cluster = `cluster kafka=2.1 brokers=3 grain=message faults=${faults}`
  writeFileSync(story, ['# Faults', '```kafka', cluster, ...steps, '```'].join('\n'))
  const { page, troubles } = await open(pageOf([story]))
  const drawn = async (signs: string): Promise<number> => page.locator(`.diagram ${signs}`).count()
  expect(await drawn('.sign-crash')).toBe(1)
  expect(await drawn('.sign-pause')).toBe(1)
  expect(await drawn('.sign-cut')).toBeGreaterThan(1)
  expect(await drawn('.between')).toBe(1)
  expect(await drawn('.sign-decision')).toBe(1)
  expect(await drawn('.sign-mend')).toBe(1)
  expect(await drawn('.arrow.lost')).toBeGreaterThan(0)
  expect(await drawn('.lane.down')).toBe(1)
  expect(await drawn('.lane.away')).toBe(1)
  expect(troubles).toEqual([])
})

inBrowser('the policy stops a script that is inserted into the page', async () => {
  const { page, troubles } = await open(pageOf([ZOMBIE]))
  await page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { body: { insertAdjacentHTML(at: string, html: string): void } }
    }
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="globalThis.pwned = 1">')
  })
  await page.waitForTimeout(100)
  expect(await page.evaluate('globalThis.pwned')).toBeUndefined()
  expect(troubles.join()).toContain('Content Security Policy')
})

inBrowser('a field of a million characters is cut, and the page does not become wider', async () => {
  const long = 'x'.repeat(1_000_000)
  const account = accountWith({ event: long, note: long, value: long, property: long, sentence: long, path: long })
  const data = pageWith({ title: long, property: long, account, compared: { title: long, account, partsAt: 1 } })
  const { page, troubles } = await openData({ ...data, title: long })
  expect(await overflow(page)).toBe(0)
  expect((await page.locator('#app').innerText()).length).toBeLessThan(50_000)
  expect(troubles).toEqual([])
})

inBrowser('only the visible steps of ten thousand are drawn', async () => {
  const { page, troubles } = await openData(pageWith({ account: longAccount(10_000) }), '#finding=1&step=5000')
  expect(await textOf(page, '.row.current')).toContain('5000')
  expect(await page.locator('.row').count()).toBeLessThan(60)
  expect(await page.locator('.diagram *').count()).toBeLessThan(1500)
  await page.keyboard.press('End')
  expect(await textOf(page, '.row.current')).toContain('10000')
  expect(troubles).toEqual([])
})
