/** Kafka's own classes beside the model. TIDEMARK_GOLDEN=write records the sessions of recorded/ anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readQuestion } from '../lab/questions/ask'
import { question } from '../lab/questions/question'
import { parseStory } from '../lab/telling/story/parse'
import { scheduleInStory } from '../lab/telling/story/schedule'
import { everything } from '../lab/walking/draw-question'
import { startClasses } from './classes'
import type { Driver } from './driver'
import { realReplay } from './real-replay'
import { realWalk } from './real-walk'
import { isKraft } from '../model/versions/timeline'
import { recording } from './recording'
import { partsOf, pathOf, recordedSessions, recordedText } from './recorded.fixture'
import { notBy } from './releases'
import { isFullSize } from './size'
import { recordWalk } from './traces/record'
import { tracePath, tracesOfClasses } from './traces/recorded-traces.fixture'
import { traceText } from './traces/trace'

const RELEASE = '2.1.1'
const KAFKA = { release: RELEASE, by: 'classes' } as const
const held: { driver?: Driver } = {}
const driver = (): Driver => {
  if (held.driver === undefined) throw new Error('the driver was not started')
  return held.driver
}

beforeAll(async () => (held.driver = await startClasses(RELEASE)), 120_000)
afterAll(() => held.driver?.close())

test.each(recordedSessions)('the session $name is reproduced byte for byte', async ({ name, token }) => {
  const { options, codes } = partsOf(token)
  const kept = recording(driver())
  expect(await realReplay(kept, KAFKA, options, codes)).toMatchObject({ verdict: 'agrees' })
  if (process.env['TIDEMARK_GOLDEN'] === 'write') writeFileSync(pathOf(name), kept.text())
  expect(kept.text()).toBe(recordedText(name))
})

test.each(tracesOfClasses)('the trace $name is recorded again byte for byte', async ({ name, seed, faults }) => {
  const words = { kafka: RELEASE, brokers: '3', records: '3', epochs: '3', leader: '1', grain: 'message', faults }
  const asked = readQuestion({ ...words, acks: 'all', 'min-isr': '2', judge: 'clean' })
  const plan = { seed, steps: 36, hidden: 3, asked, open: { epochs: true, leader: true } } as const
  const { head, seen } = await recordWalk(driver(), KAFKA, plan)
  const text = traceText(head, seen)
  if (process.env['TIDEMARK_GOLDEN'] === 'write') writeFileSync(tracePath(name), text)
  expect(text).toBe(readFileSync(tracePath(name), 'utf8'))
})

const FOLDERS = ['scenarios', 'scenarios/bugs'].map((folder) => join(__dirname, '..', folder))
const stories = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => join(folder, name)),
)

/** The schedules of the stories of ZooKeeper that have one cluster, and bounds in which they can be stepped, asked of the release. */
const steppable = stories.flatMap((path) => {
  const text = readFileSync(path, 'utf8')
  if (text.match(/^cluster /gm)?.length !== 1) return []
  const told = scheduleInStory(parseStory(path, text))
  const { unlike: _, without: __, with: ___, ...rest } = told.question
  if (isKraft(rest['kafka'] ?? '')) return []
  const options = { ...rest, kafka: RELEASE }
  if (notBy('classes', readQuestion(options).bounds) !== undefined) return []
  return [{ name: path.slice(path.indexOf('scenarios')), options, codes: told.codes() }]
})

test.each(steppable)('$name agrees, as far as the model of 2.1.1 takes its steps', async ({ options, codes }) => {
  expect(await realReplay(driver(), KAFKA, options, codes)).toMatchObject({
    verdict: expect.stringMatching(/^(agrees|diverged)$/) as string,
  })
})

test('walks agree at every step: crashes, restarts, leader moves, and requests that are late, lost and repeated', async () => {
  const asked = question({ kafka: RELEASE, settings: { minIsr: 2 }, bounds: { grain: 'message' } })
  const runs = isFullSize() ? 2000 : 300
  const plan = { seed: 'real', first: 0, runs, steps: 40, asked, open: everything }
  const { walks, parted, refused } = await realWalk(driver(), plan, {
    isInterrupted: () => false,
    report: () => undefined,
  })
  expect({ walks, parted, refused }).toEqual({ walks: runs, parted: undefined, refused: undefined })
}, 1_800_000)
