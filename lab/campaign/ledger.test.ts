/** Results are added up in the order of the campaign, in whatever order they come. The jobs are real, the results are made up. */
import fc from 'fast-check'
import { question } from '../questions/question'
import { optionsOf } from '../questions/ask'
import type { Failed, Job, Result } from './job'
import { ledger, type Ledger } from './ledger'
import { campaignQuestion, listed, type Campaign } from './list'

const USUAL = { ...optionsOf(question({ settings: { minIsr: 2 } })), faults: 'process-crash=1' }
const asked = (kafka: string): Campaign['questions'][number] =>
  campaignQuestion({ kafka, brokers: '2' }, { walks: { ...USUAL, grain: 'message' }, searches: USUAL })

const campaignOf = (kafkas: readonly string[], runs: number, seeds = ['a']): Campaign => ({
  ...{ name: 'made-up', questions: kafkas.map(asked), seeds },
  ...{ walks: { runs, steps: 120 }, searches: { states: 100 } },
})

const failed = (name: string, by: readonly string[]): Failed => ({
  ...{
    property: 'S1 no acknowledged loss',
    sentence: 'a is lost',
    steps: 9,
    token: `tm1:${name}`,
    by,
    fingerprint: name,
  },
})

/** What a job would find: walks of one job in three fail, by one of two causes. */
const resultOf = ({ asked: job, key }: Job): Result => {
  if (job.kind === 'shrink')
    return {
      kind: 'shrink',
      isShortest: true,
      failure: { ...failed('short', ['kip-101']), steps: 3, token: `${job.token}-short` },
    }
  if (job.kind === 'search') return { kind: 'search', verdict: 'holds', distinct: 5, generated: 6, depth: 2 }
  if (job.kind === 'hunt') return { kind: 'hunt', steps: job.seed * 10, isFound: true }
  const chance = Number.parseInt(key.slice(0, 6), 16)
  const failures =
    chance % 3 === 0 ? [{ walk: job.first, ...failed(key, [chance % 2 === 0 ? 'kip-101' : 'kip-279']) }] : []
  return { kind: 'walks', walks: job.count, steps: 120 * job.count, asked: ['x'], met: [], failures }
}

const summed = ({ questions, failures, progress }: Ledger): string =>
  JSON.stringify([questions.map(({ asked: facts, met, ...rest }) => [[...facts], [...met], rest]), failures, progress])

/** Does all jobs: `turn` picks which of those that somebody has is done next. */
const doneBy = (campaign: Campaign, hands: number, turn: (most: number) => number): string => {
  const of = ledger(listed(campaign, 'p'), 'p')
  const held: Job[] = []
  while (!of.isOver) {
    for (let job = of.next(); job !== undefined; job = held.length < hands ? of.next() : undefined) held.push(job)
    const [job] = held.splice(turn(held.length), 1)
    if (job !== undefined) of.add(job.key, resultOf(job))
  }
  return summed(of)
}

test('the sum does not depend on who worked, and when', () => {
  const campaign = campaignOf(['2.1', '2.6', '2.0.0'], 200, ['a', 'b'])
  const alone = doneBy(campaign, 1, () => 0)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.nat()), (hands, turns) => {
      const next = (most: number): number => Number(turns.next().value) % Math.max(1, most)
      expect(doneBy(campaign, hands, next)).toBe(alone)
    }),
    { numRuns: 30, seed: 7 },
  )
})

test('the newest protocol comes first, and each job has a key of its own', () => {
  const jobs = listed(campaignOf(['2.0.0', 'baseline', '2.6'], 60), 'p').flatMap((one) => one.jobs)
  expect(jobs.map(({ rank }) => rank)).toEqual([...jobs.map(({ rank }) => rank)].sort((one, other) => one - other))
  expect(new Set(jobs.map(({ key }) => key)).size).toBe(jobs.length)
})

test('a larger campaign has the jobs of a smaller one', () => {
  const keys = (campaign: Campaign): readonly string[] =>
    listed(campaign, 'p').flatMap(({ jobs }) => jobs.map(({ key }) => key))
  const larger = keys(campaignOf(['2.1', '2.6'], 300, ['a', 'b']))
  expect(larger).toEqual(expect.arrayContaining([...keys(campaignOf(['2.6'], 100))]))
})

test('another program has other jobs', () => {
  const [one, other] = ['p', 'q'].map((program) => listed(campaignOf(['2.1'], 25), program)[0]?.jobs[0]?.key)
  expect(one).not.toBe(other)
})

test('a result counts once, a stranger is refused, and a job that is given back is given again', () => {
  const of = ledger(listed(campaignOf(['2.1'], 25), 'p'), 'p')
  const job = of.next()
  if (job === undefined) throw new Error('no job')
  of.giveBack(job)
  expect(of.next()).toBe(job)
  expect([of.add(job.key, resultOf(job)), of.add(job.key, resultOf(job)), of.add('stranger', resultOf(job))]).toEqual([
    true,
    false,
    false,
  ])
  expect(of.progress).toMatchObject({ done: 1, jobs: 2 })
})

test('causes that turn out to be one are one, and a cause that a search found is not shrunk', () => {
  const of = ledger(listed(campaignOf(['2.1'], 50), 'p'), 'p')
  for (let job = of.next(); job !== undefined; job = of.next()) {
    const name = job.asked.kind === 'walks' ? ['kip-101', 'kip-279'][job.asked.first / 25] : 'kip-101'
    const failure = failed(job.key, [name ?? ''])
    if (job.asked.kind === 'search')
      of.add(job.key, { kind: 'search', verdict: 'broken', distinct: 1, generated: 1, depth: 1, failure })
    else if (job.asked.kind === 'walks')
      of.add(job.key, {
        kind: 'walks',
        walks: 25,
        steps: 9,
        asked: [],
        met: [],
        failures: [{ walk: job.asked.first, ...failure }],
      })
    else of.add(job.key, resultOf(job))
  }
  expect(of.isOver).toBe(true)
  expect(of.progress).toMatchObject({ jobs: 4, failures: 3, causes: 2 })
  expect(of.failures).toMatchObject([{ failures: 3, shrunk: 'search' }])
})
