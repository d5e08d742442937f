/** Kafka's own classes of the KRaft era beside the model. TIDEMARK_GOLDEN=write records the sessions of 4.3.1 anew. */
import { writeFileSync } from 'node:fs'
import { question, scopeOf, type Question } from '../lab/questions/question'
import { everything } from '../lab/walking/draw-question'
import { firstParting, stepBeside } from './beside'
import { startClasses } from './classes'
import { drawDirectorySchedule, drawStopsWithFailed, failingDirectories } from './directory-walks.fixture'
import type { Driver } from './driver'
import { drawLateSchedules, lateFetches, lateReads } from './late-walks.fixture'
import { realReplay } from './real-replay'
import { realWalk, type Drawn } from './real-walk'
import { recording } from './recording'
import { findings, partsOfFinding, recordedFindings, sessionOf } from './recorded-kraft.fixture'
import { pathOf, recordedText } from './recorded.fixture'
import { modelOf } from './releases'
import { isFullSize } from './size'

const RELEASES = ['4.3.1', '4.1.0', '4.4.0']

describe.each(RELEASES)('Kafka %s', (release) => {
  const held: { driver?: Driver } = {}
  const driver = (): Driver => {
    if (held.driver === undefined) throw new Error('the driver was not started')
    return held.driver
  }
  const kafka = { release, by: 'classes' } as const
  const isFirst = release === RELEASES[0]

  beforeAll(async () => (held.driver = await startClasses(release)), 120_000)
  afterAll(() => held.driver?.close())

  test.each(findings.filter(({ agrees: on }) => on.includes(release)))(
    '$name: every step agrees, and a cluster is left as it is told',
    async (found) => {
      const { options, codes } = partsOfFinding(found)
      const { verdict, outcome } = await realReplay(driver(), kafka, { ...options, kafka: modelOf(release) }, codes)
      expect({ verdict, left: outcome?.verdict }).toEqual({ verdict: 'agrees', left: found.left })
    },
  )

  if (isFirst)
    test.each(recordedFindings)('the session of $name is reproduced byte for byte', async (found) => {
      const { options, codes } = partsOfFinding(found)
      const kept = recording(driver())
      await realReplay(kept, kafka, options, codes)
      const name = sessionOf(found)
      if (process.env['TIDEMARK_GOLDEN'] === 'write') writeFileSync(pathOf(name), kept.text())
      expect(kept.text()).toBe(recordedText(name))
    })

  const asked = question({ kafka: modelOf(release), settings: { minIsr: 2 }, bounds: { grain: 'message' } })
  const withElr = { ...asked, bounds: { ...asked.bounds, kraft: { metadataLag: 2, elr: true } } }

  const agrees = async (one: Question, runs: number): Promise<void> => {
    const plan = { seed: 'kraft', first: 0, runs, steps: 40, asked: one, open: everything }
    const { walks, parted, refused } = await realWalk(driver(), plan, {
      isInterrupted: () => false,
      report: () => undefined,
    })
    expect({ walks, parted, refused }).toEqual({ walks: runs, parted: undefined, refused: undefined })
  }

  const agreesWhole = async ({ question: drawn, machine, actions }: Drawn): Promise<void> => {
    const besides = await stepBeside(driver(), scopeOf(drawn), machine, actions)
    expect({ taken: besides.length - 1, parted: firstParting(besides) }).toEqual({ taken: actions.length, parted: -1 })
  }

  const few = isFirst ? 20 : 12

  test('walks agree at every step: crashes, fences, registrations, ISR changes and answers that are late or lost', async () => {
    await agrees(asked, isFullSize() ? 2000 : few)
  }, 1_800_000)

  test('walks agree where replicas move', async () => {
    const moves = [[0, 2], [0, 1], [1, 2], []]
    await agrees({ ...asked, bounds: { ...asked.bounds, reassign: { replicas: [0, 1], moves } } }, few)
  }, 1_800_000)

  test.each([
    ['an answer is sent late', lateReads],
    ['a fetch of a process that has ended is counted', lateFetches],
  ])(
    'walks agree in which %s',
    async (_, walks) => {
      const wanted = isFullSize() ? 300 : few / 2
      for (const drawn of drawLateSchedules(walks, modelOf(release), 'late', wanted)) await agreesWhole(drawn)
    },
    1_800_000,
  )

  test('walks agree in which log directories fail', async () => {
    const failing = failingDirectories(modelOf(release))
    for (let walk = 0; walk < (isFullSize() ? 300 : few / 2); walk++)
      await agreesWhole(drawDirectorySchedule(failing, 'directories', walk))
    for (let walk = 0; walk < (isFullSize() ? 300 : few / 4); walk++)
      await agreesWhole(drawDirectorySchedule(failingDirectories(modelOf(release), 'message'), 'directories', walk))
    for (const drawn of drawStopsWithFailed(failing, 'stops', isFullSize() ? 300 : few / 6)) await agreesWhole(drawn)
  }, 1_800_000)

  test('walks agree with eligible leader replicas', async () => {
    await agrees(withElr, isFullSize() ? 1000 : few)
  }, 1_800_000)
})
