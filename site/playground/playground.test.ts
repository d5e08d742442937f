/** The playground without a browser: its file, its program, and its questions. In a browser: playground.long.test.ts. */
import { join } from 'node:path'
import { askedBy } from '../../cli/options'
import { optionsOf, readQuestion } from '../../lab/questions/ask'
import { accountWith, pageWith } from '../../reports/page/fixture'
import { pageAppFromSource } from '../../reports/page/bundle'
import { pageHtml } from '../../reports/page/html'
import { formFor, typedIn as formTyped, withField } from './app/form'
import { hashFor, linkIn } from './app/link'
import { WORDS } from './app/words'
import { bundledWorker } from './bundle'
import { catalogue } from './catalogue'
import { frameAround, framedPage } from './frame-around'
import { playgroundHtml } from './html'
import { typedIn } from './worker/typed'

const ROOT = join(__dirname, '..', '..')
const ALL = catalogue()

test('the program of the worker needs nothing of Node', async () => {
  expect(await bundledWorker()).not.toMatch(/node:|createRequire|worker_threads|\bimport\(/)
})

test('a module that needs Node is an error of the build, which names the module', async () => {
  await expect(bundledWorker(join(ROOT, 'explorer', 'node', 'files.ts'))).rejects.toThrow(
    /explorer\/node\/files\.ts:1:.* Could not resolve "node:fs"/,
  )
})

test('the playground is one file that makes no request, and the same bytes each time', async () => {
  const html = await playgroundHtml()
  expect(await playgroundHtml()).toBe(html)
  expect(html).toContain(`content="default-src 'none'; `)
  expect(html).not.toMatch(/<(link|img|iframe)\b|<script[^>]* src=|@import|url\(/)
  expect(Buffer.byteLength(html)).toBeLessThan(700_000)
})

test('a schedule is drawn on the page that tidemark page writes, byte for byte', () => {
  const [app, hostile] = [pageAppFromSource(), '</script><title>$& & "\u2028']
  const data = { ...pageWith({ title: hostile, account: accountWith({ event: hostile }) }), title: hostile }
  expect(framedPage(frameAround(pageHtml(pageWith(), app)), data)).toBe(pageHtml(data, app))
})

test('each example asks the question that is on record', () => {
  for (const { question } of ALL.examples) {
    const form = formFor(question)
    expect(optionsOf(readQuestion(askedBy(typedIn(formTyped(form), form.more), [])))).toEqual(question)
    expect(linkIn(hashFor(question)).question).toEqual(question)
  }
})

test('what the form has no field for is typed below it, and is asked as well', () => {
  const words = '--storage --segment-records 2 --retention=1 --time 2 --lag-clock --property S1,S14'
  const asked = optionsOf(readQuestion(askedBy(typedIn(formTyped(formFor({ kafka: '2.1' })), ''), [])))
  const more = optionsOf(readQuestion(askedBy(typedIn({ ...asked }, words), [])))
  expect(more).toMatchObject({ storage: 'yes', 'segment-records': '2', retention: '1', property: 'S1,S14' })
  const again = formFor(more)
  expect(optionsOf(readQuestion(askedBy(typedIn(formTyped(again), again.more), [])))).toEqual(more)
})

test('another version keeps what it can switch off, and no more', () => {
  const form = formFor({ kafka: '2.1', without: 'kip-101,kip-320/fences,kip-279' })
  expect(withField(form, 'kafka', '1.1', ALL).without).toEqual(['kip-101'])
  expect(withField(form, 'kafka', '2.6', ALL).without).toEqual(['kip-101', 'kip-320/fences', 'kip-279'])
})

test.each([
  ['--record 2', '--record is no option of this page: expected kafka'],
  ['records 2', "'records' is no option: expected a word such as --records"],
  ['--keys', '--keys is without a value: expected one after it'],
  ['--keys --storage', '--keys is without a value: expected one after it'],
  ['--storage=no', "--storage is 'no': expected no value"],
  ['--brokers 2', '--brokers is given twice: expected it once'],
  ['--keys 2 --keys 3', '--keys is given twice: expected it once'],
  ['--workers 2', '--workers is no option of this page'],
])('more options are refused in words: %s', (more, why) => {
  expect(() => typedIn({ brokers: '3' }, more)).toThrow(why)
})

test('a link is a token or a question, and a language', () => {
  const token = "tm1:kafka=2.1:property=S4':brokers=2:p1,f2:0badc0de"
  expect(linkIn(hashFor({}, token))).toEqual({ token })
  expect(linkIn('#lang=ko')).toEqual({ language: 'ko' })
  expect(linkIn('#lang=xx&token=')).toEqual({})
  expect(linkIn('')).toEqual({})
})

test('both languages say everything', () => {
  const empty = Object.values(WORDS).flatMap((words) => Object.entries(words).filter(([, said]) => said === ''))
  expect(empty).toEqual([])
  expect(WORDS.ko.kips(1, 2)).not.toBe(WORDS.en.kips(1, 2))
})
