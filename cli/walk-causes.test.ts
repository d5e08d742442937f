/** `walk --continue` finds each cause once (R26). */
import { onDemand } from '../kit/on-demand'
import { shapes, type WalkJson } from '../reports/json'
import type { SavedRun } from '../reports/saved'
import { tidemark } from './harness'

const WALKS =
  'walk --kafka 2.1 --brokers 2 --records 2 --epochs 3 --faults leader-move=2 --grain atomic --seed causes --runs 400 --steps 40'

const walk = async (line: string, files: Map<string, string>): Promise<WalkJson> =>
  shapes.walk.parse(JSON.parse((await tidemark(`${line} --json`, { files })).out))

describe('R26: walk --continue goes on past failures whose cause was found', () => {
  const told = onDemand(async () => {
    const files = new Map<string, string>()
    return { first: await walk(WALKS, files), more: await walk('walk --continue --runs 150', files), files }
  })

  test('one cause is found once, and its other failures are passed over', async () => {
    const { first, more } = await told()
    expect(first.causes?.map(({ by }) => by)).toEqual([['kafka-9338', 'kafka-18723']])
    expect(more.causes).toEqual(first.causes)
    expect(more.passed?.length).toBeGreaterThan(0)
  })

  test('walks that only broke what was known do not hold, and are not taken again', async () => {
    const { first, more, files } = await told()
    expect(more).toMatchObject({ verdict: 'broken', exitCode: 10, property: first.property })
    const saved = JSON.parse(files.get('.tidemark/runs/latest-walk.json') ?? '') as SavedRun
    expect(saved.entries[0]?.goOn?.['from']).toBe(String(first.walks + 150))
  })

  test('the report names what prevents the failure', async () => {
    const { out } = await tidemark(WALKS.replace('--runs 400', '--runs 100'))
    expect(out).toContain('the same steps break nothing with kafka-')
  })
})
