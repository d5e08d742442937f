/** Campaigns as processes: the same results by threads and by workers of a queue, whoever is killed. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { rng } from '../explorer/rng'
import { programOf, type Running } from './queue/program.fixture'
import { startRedis, withRedis, type Redis } from './queue/redis.fixture'

export interface Size {
  readonly versions: readonly string[]
  readonly worlds: readonly string[]
  readonly walks: number
  readonly states: number
}

/** Each version, with two settings, in each world. */
const campaignFile = ({ versions, worlds, walks, states }: Size): string =>
  [
    `versions: [${versions.join(', ')}]`,
    'settings:\n  - { acks: all, min-isr: 2 }\n  - { acks: 1, min-isr: 1 }',
    `worlds:\n${worlds.map((world) => `  - { ${world} }\n`).join('')}`,
    `walks: { runs: ${walks} }\nsearches: { max-states: ${states} }\n`,
  ].join('\n')

/** Whoever is started here is gone after each test. */
interface Place {
  folder(): string
  campaign(folder: string, ...words: readonly string[]): Running
  workers(url: string, count: number): Running[]
}

const NAME = 'night.yaml'
const CAMPAIGN = ['.tidemark', 'campaigns', 'night']

const bytesIn = (folder: string): string => readFileSync(join(folder, ...CAMPAIGN, 'results.json'), 'utf8')

/** The keys of the jobs that are done, as often as they were counted. */
const keysIn = (folder: string): readonly string[] =>
  readFileSync(join(folder, ...CAMPAIGN, 'done.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line.slice(line.indexOf(' ') + 1)) as { readonly key: string }).key)

const inPlace = (size: Size): Place => {
  const home = mkdtempSync(join(tmpdir(), 'tidemark-campaign-'))
  const started: Running[] = []
  const begin = (folder: string, words: readonly string[]): Running => {
    const one = programOf(folder, words)
    started.push(one)
    return one
  }
  afterEach(async () => {
    for (const { child } of started) child.kill('SIGKILL')
    await Promise.all(started.splice(0).map(({ ended }) => ended))
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))
  return {
    folder() {
      const folder = mkdtempSync(join(home, 'one-'))
      writeFileSync(join(folder, NAME), campaignFile(size))
      return folder
    },
    campaign: (folder, ...words) => begin(folder, ['campaign', NAME, ...words]),
    workers: (url, count) =>
      Array.from({ length: count }, () => {
        const folder = join(home, 'worker')
        mkdirSync(folder, { recursive: true })
        return begin(folder, ['work', '--queue', url])
      }),
  }
}

const usingRedis = async (work: (redis: Redis) => Promise<void>): Promise<void> => {
  const redis = await startRedis()
  try {
    await work(redis)
  } finally {
    await redis.remove()
  }
}

/** `workers`: how many processes take the jobs of a queue; `kills`: how many are killed. */
export const campaignsAreTheSame = (size: Size, workers: readonly number[], kills: number): void => {
  const place = inPlace(size)
  const whole: { bytes: string; keys: readonly string[] } = { bytes: '', keys: [] }

  test('one thread does a campaign, and each job once', async () => {
    const folder = place.folder()
    const { ended, said } = place.campaign(folder, '--workers', '1')
    expect({ code: await ended, err: said().replace(/^\d.*\n/gm, '') }).toEqual({ code: 10, err: '' })
    Object.assign(whole, { bytes: bytesIn(folder), keys: keysIn(folder) })
    const { walks, searches } = JSON.parse(whole.bytes) as { readonly walks: number; readonly searches: number }
    const questions = size.versions.length * 2 * size.worlds.length
    expect({ walks, searches }).toEqual({ walks: size.walks * questions, searches: questions })
    expect(new Set(whole.keys).size).toBe(whole.keys.length)
  })

  test('two threads give the same bytes', async () => {
    const folder = place.folder()
    await place.campaign(folder, '--workers', '2').ended
    expect(bytesIn(folder)).toBe(whole.bytes)
  })

  withRedis.each(workers)('%i workers of a queue give the same bytes', (count) =>
    usingRedis(async ({ url }) => {
      const folder = place.folder()
      place.workers(url, count)
      expect(await place.campaign(folder, '--queue', url).ended).toBe(10)
      expect(bytesIn(folder)).toBe(whole.bytes)
    }),
  )

  withRedis(`${kills} killed workers, a killed server and a killed campaign change nothing`, () =>
    usingRedis(async (redis) => {
      const { folder, killed } = await underKills(place, redis, kills)
      expect(killed).toEqual({ workers: kills, servers: 1, campaigns: 1 })
      expect(bytesIn(folder)).toBe(whole.bytes)
      expect([...keysIn(folder)].sort()).toEqual([...whole.keys].sort())
    }),
  )
}

interface Killed {
  workers: number
  servers: number
  campaigns: number
}

/** kill -9 at random moments: workers again and again, and once each the server and the campaign. */
const underKills = async (place: Place, redis: Redis, kills: number): Promise<{ folder: string; killed: Killed }> => {
  const chance = rng('tidemark/kills')
  const folder = place.folder()
  const workers = place.workers(redis.url, 4)
  const killed: Killed = { workers: 0, servers: 0, campaigns: 0 }
  const at = { campaign: place.campaign(folder, '--queue', redis.url) }
  const isOver = (): boolean => at.campaign.child.exitCode !== null
  const killWorker = (): void => {
    const [one] = workers.splice(chance.below(workers.length), 1)
    one?.child.kill('SIGKILL')
    killed.workers++
    workers.push(...place.workers(redis.url, 1))
  }
  while (killed.workers < kills && !isOver()) {
    await sleep(200 + chance.below(600))
    killWorker()
    if (killed.workers === kills >> 1 && killed.servers === 0) {
      await redis.kill()
      killed.servers++
      await sleep(chance.below(500))
      await redis.again()
    }
    if (killed.workers === (kills * 3) >> 2 && killed.campaigns === 0) {
      at.campaign.child.kill('SIGKILL')
      await at.campaign.ended
      killed.campaigns++
      at.campaign = place.campaign(folder, '--queue', redis.url)
    }
  }
  expect(await at.campaign.ended).toBe(10)
  return { folder, killed }
}
