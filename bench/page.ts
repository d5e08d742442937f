import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import seedrandom from 'seedrandom'
import { accountOf } from '../lab/telling/account/account-of'
import { readCase } from '../lab/questions/case'
import { readSchedule } from '../lab/questions/case-schedule'
import { chromiumPath, NO_CHROMIUM, openBrowser, openPage } from '../reports/page/browser'
import { pageApp } from '../reports/page/bundle'
import { pageHtml } from '../reports/page/html'
import { columns } from '../reports/table'

const STEPS = 10_000
const ROUNDS = 5
const STEPS_TIMED = 60

/** Bounds with enough faults for an endless walk, without properties. */
const WORLD = {
  ...{ kafka: 'baseline', brokers: '3', records: '6', epochs: '7', leader: '1', acks: 'all', 'min-isr': '1' },
  ...{ grain: 'message', judge: 'clean', property: 'S6' },
  faults: 'process-crash=3,cut-off=2,pause=2,cut-link=2,isr-shrink=2,leader-move=3',
}

/** Faults are rare, so that they are spread over the walk. */
const HARM = 0.003

/** This many random steps within these bounds. */
const drawnSteps = (): readonly string[] =>
  readCase(WORLD).run((machine, _, view) => {
    const chance = seedrandom('page')
    const codes: string[] = []
    let state = machine.initial
    while (codes.length < STEPS) {
      const possible: { action: Parameters<typeof machine.actions.encode>[0]; next: typeof state }[] = []
      const isHarming = chance() < HARM
      machine.successors(state, (action, next) => {
        if (isHarming || view.fault(state, action, next) === undefined) possible.push({ action, next })
      })
      const drawn = possible[Math.floor(chance() * possible.length)]
      if (drawn === undefined) throw new Error(`this walk ends after ${codes.length} steps`)
      codes.push(machine.actions.encode(drawn.action))
      state = drawn.next
    }
    return codes
  })

interface Timed {
  readonly open: number
  readonly step: number
  readonly far: number
}

/** The time of a step in milliseconds, from the key press to the next frame. */
const timeSteps = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))
  const press = async (key) => {
    const begin = performance.now()
    dispatchEvent(new KeyboardEvent('keydown', { key }))
    await frame()
    return performance.now() - begin
  }
  const times = []
  for (let step = 0; step < ${STEPS_TIMED}; step++) times.push(await press('ArrowLeft'))
  const far = []
  for (const key of ['Home', 'End', 'Home', 'End', 'Home']) far.push(await press(key))
  const median = (values) => values.sort((one, other) => one - other)[values.length >> 1]
  return { step: median(times), far: median(far) }
})()`

const time = async (browser: Browser, url: string): Promise<Timed> => {
  const begin = performance.now()
  const { page } = await openPage(browser, url, { bypassCSP: true })
  await page.waitForSelector('.row.current')
  const open = performance.now() - begin
  const { step, far } = await page.evaluate<{ step: number; far: number }>(timeSteps)
  await page.context().close()
  return { open, step, far }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** `npm run bench:page`: measures the page of a walk of ten thousand steps. */
const main = async (): Promise<void> => {
  const path = chromiumPath()
  if (path === undefined) throw new Error(NO_CHROMIUM)
  const scratch = mkdtempSync(join(tmpdir(), 'tidemark-bench-'))
  const file = join(scratch, 'page.html')
  const codes = drawnSteps()
  const begin = performance.now()
  const account = accountOf(readSchedule(readCase(WORLD), codes))
  const told = performance.now() - begin
  const finding = { title: 'A long walk', fingerprint: 'walk', times: 1, found: [], account }
  const common = { format: 1, kind: 'tidemark page', title: 'A long walk', command: '' } as const
  writeFileSync(file, pageHtml({ ...common, findings: [finding], plots: [] }, pageApp()))
  const browser = await openBrowser(path)
  const times: Timed[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await time(browser, pathToFileURL(file).href))
  await browser.close()
  const ms = (values: readonly number[]): string => `${median(values).toFixed(0)} ms`
  const rows = [
    ['steps taken', String(account.moments.length - 1)],
    ['told in', `${(told / 1000).toFixed(1)} s`],
    ['size of the file', `${(statSync(file).size / 1e6).toFixed(1)} MB`],
    ['opening the page, until the step is drawn', ms(times.map(({ open }) => open))],
    ['one step, until the frame after', ms(times.map(({ step }) => step))],
    ['from end to end', ms(times.map(({ far }) => far))],
  ]
  process.stdout.write(`${columns(rows)}\n`)
  rmSync(scratch, { recursive: true, force: true })
}

void main()
