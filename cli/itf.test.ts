/** An ITF trace is read back: `replay trace.itf.json` (R28). */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shapes, type ReplayJson } from '../reports/json'
import { tidemark, type Printed } from './harness'

const ROOT = join(__dirname, '..')
const TOKEN =
  'tm1:kafka=0.10.2:unlike=1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:f2e15d87'
const STORIES = readdirSync(join(ROOT, 'scenarios')).filter(
  (name) => /^[ak].*\.md$/.test(name) && /^cluster /m.test(readFileSync(join(ROOT, 'scenarios', name), 'utf8')),
)

const exported = async (given: string, files = new Map<string, string>()): Promise<string> => {
  await tidemark(`export ${given} --format itf --out trace.itf.json`, { files })
  return files.get('trace.itf.json') ?? ''
}

const replay = (text: string, more = ''): Promise<Printed> =>
  tidemark(`replay trace.itf.json ${more}`, { files: new Map([['trace.itf.json', text]]) })

const json = async (text: string, more = ''): Promise<ReplayJson> =>
  shapes.replay.parse(JSON.parse((await replay(text, `${more} --json`)).out))

interface Itf {
  '#meta': Record<string, unknown>
  states: Record<string, unknown>[]
}

const changed = (text: string, change: (trace: Itf) => void): string => {
  const trace = JSON.parse(text) as Itf
  change(trace)
  return JSON.stringify(trace)
}

describe('R28: a trace that export wrote is read back', () => {
  test.each([TOKEN, 'tm1:machine=die-hard:fb,bs,es,bs,fb,bs:1e605dec'])('%s', async (token) => {
    const [there, back] = [await tidemark(`replay ${token} --json`), await replay(await exported(token), '--json')]
    const [one, other] = [there, back].map(({ out }) => shapes.replay.parse(JSON.parse(out)))
    expect(other).toEqual({ ...one, token: other?.token, planned: one?.steps })
  })

  test.each(STORIES)('%s', async (name) => {
    const path = `scenarios/${name}`
    const files = new Map([[path, readFileSync(join(ROOT, path), 'utf8')]])
    const text = await exported(path, files)
    const told = shapes.replay.parse(JSON.parse((await tidemark(`replay ${path} --json`, { files })).out))
    expect((await json(text)).trace).toEqual(told.trace)
  })

  test('by another version as well', async () => {
    expect((await json(await exported(TOKEN), '--kafka 1.1')).verdict).toBe('fixed')
  })
})

describe('a trace from elsewhere', () => {
  test('needs states and a question, and no actions', async () => {
    const text = changed(await exported(TOKEN), (trace) => {
      trace['#meta'] = { source: trace['#meta']['source'] }
      for (const state of trace.states) delete state['action']
    })
    expect(await json(text)).toMatchObject({ verdict: 'still fails', steps: 8 })
  })

  test('the first pair of states without a step is named, with the fields that differ', async () => {
    const text = changed(await exported(TOKEN), (trace) => void trace.states.splice(3, 2))
    const { code, err } = await replay(text)
    expect(code).toBe(2)
    expect(err).toMatch(/no step leads from state 2 to state 3, which differ in cluster\.brokers\[\d\].* -> /)
  })

  test.each<readonly [string, (trace: Itf) => void]>([
    ['state 0 is not the initial state', (trace) => void trace.states.shift()],
    ['this trace has no states', (trace) => void (trace.states = [])],
    ["expected '#meta' with 'source'", (trace) => void (trace['#meta'] = {})],
    ['state 1.history is missing', (trace) => void delete trace.states[1]?.['history']],
    ["expected 'states'", (trace) => void Object.assign(trace, { states: 5 })],
  ])('%s', async (message, change) => {
    // Without --unlike the fields of a state are not those of a pair.
    const token = (await json(await exported(TOKEN), '--kafka 0.10.2')).token
    const { code, err } = await replay(changed(await exported(token), change))
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })

  test('what is no JSON is refused', async () => {
    expect(await replay('{')).toMatchObject({ code: 2, err: expect.stringContaining('is not JSON') as string })
  })
})
