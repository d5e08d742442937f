/** `replay --why`, and what a step that cannot be taken says (R31). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shapes, type ReplayJson } from '../reports/json'
import { scheduleInToken, tokenOf } from '../lab/questions/case-schedule'
import { readToken, writeToken } from '../lab/questions/token'
import { tidemark, type Printed } from './harness'

const TOKEN =
  'tm1:kafka=0.10.2:unlike=1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:f2e15d87'
const STORY = 'scenarios/kip-320-a-zombie.md'
const story = readFileSync(join(__dirname, '..', STORY), 'utf8')

const replay = (given: string, ...more: readonly string[]): Promise<Printed> =>
  tidemark('', { words: ['replay', given, ...more], files: new Map([[STORY, story]]) })

const json = async (given: string, ...more: readonly string[]): Promise<ReplayJson> =>
  shapes.replay.parse(JSON.parse((await replay(given, ...more, '--json')).out))

describe('replay --why', () => {
  test('names the guard that is false at the end of the schedule', async () => {
    const { out } = await replay(TOKEN, '--why', 'broker 2 fetches')
    expect(out).toContain('refused   broker 2 fetches from its leader: its leader does not answer')
  })

  test('says of an enabled step what it would change, after any step', async () => {
    const { why = [] } = await json(TOKEN, '--why', 'f3', '--step', '3')
    expect(why).toEqual([
      {
        ...{ event: 'broker 3 fetches from its leader', code: 'f3' },
        changes: [{ path: 'cluster.brokers[3].replicas[0].disk.log', before: '[]', after: '[(value 0, epoch 0)]' }],
      },
    ])
  })

  test('says of each action what a step of the schedule would say', async () => {
    const { trace } = await json(TOKEN)
    for (const [index, { code }] of trace.steps.entries()) {
      const { why = [] } = await json(TOKEN, '--why', code, '--step', String(index))
      const { changes } = await json(TOKEN, '--step', String(index + 1))
      expect(why).toEqual([{ event: trace.steps[index]?.event, code, changes }])
    }
  })

  test('a part of a text names all actions that contain it', async () => {
    const { why = [] } = await json(TOKEN, '--why', 'FETCHES from its')
    expect(why.map(({ code }) => code)).toEqual(['f1', 'f2', 'f3'])
  })

  test('a step that does not exist is bad input, with the nearest ones', async () => {
    const { code, err } = await replay(TOKEN, '--why', 'broker 2 fetchs from its leader')
    expect([code, err]).toEqual([2, expect.stringContaining("did you mean 'broker 2 fetches from its leader'")])
  })

  test('a story is asked as well', async () => {
    expect((await json(STORY, '--why', 'fetches')).why?.length).toBeGreaterThan(1)
  })
})

describe('R31: a mistyped step says what could happen here', () => {
  const mistyped = (verb: string): Promise<Printed> => {
    const line = 'broker 1 fetches from its leader'
    expect(story).toContain(`\n${line}\n`)
    const files = new Map([['typo.md', story.replace(`\n${line}\n`, '\nbroker 1 fetchs from its leader\n')]])
    return tidemark(`${verb} typo.md`, { files })
  }

  test.each(['tell', 'replay'])('in a story, for %s', async (verb) => {
    const { code, err } = await mistyped(verb)
    expect(code).toBe(2)
    expect(err).toMatch(
      /^tidemark: typo\.md:\d+: 'broker 1 fetchs from its leader' is neither a command nor a step of this cluster; did you mean 'broker 1 fetches from its leader'.* possible here: '.*\n$/,
    )
  })

  test('a step of a story that is not enabled', async () => {
    const files = new Map([
      ['early.md', '# Early\n\n```kafka\ncluster kafka=2.1 brokers=2\nbroker 2 fetches from its leader\n----\n```\n'],
    ])
    const { code, err } = await tidemark('tell early.md', { files })
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /early\.md:5: 'broker 2 fetches from its leader' is not enabled here: .*; possible here: '/,
      ),
    ])
  })

  test('in a token, a code that does not exist and a step that is refused', async () => {
    const { options, codes } = readToken(TOKEN)
    const unknown = writeToken({ options, codes: [...codes.slice(0, 2), 'f9'] })
    const first = await json(unknown)
    expect(first.verdict).toBe('diverged')
    expect(first.nearest).toContain('f2 (broker 2 fetches from its leader)')
    const refused = await replay(tokenOf(scheduleInToken(writeToken({ options, codes: ['f2', 'u1'] }))))
    expect(refused.out).toContain('\npossible  ')
    expect((await json(unknown)).possible?.length).toBeGreaterThan(3)
  })
})
