import fc from 'fast-check'
import { schedules } from './fast-check'
import {
  brokenLaw,
  check,
  converges,
  isBadInput,
  page,
  replay,
  shrink,
  text,
  walk,
  type Machine,
  type Property,
} from './index'
import { lease, neverBack, twoWrote, type Act, type Lock } from './lease.fixture'
import { toHold } from './jest'

const [open, fenced] = [lease({ fence: false }), lease({ fence: true })]
const EVENTS = [
  'client 1 acquires the lock',
  'the lease expires',
  'client 2 acquires the lock',
  'client 2 writes',
  'client 1 writes',
]

const failureOf = async (): Promise<NonNullable<Awaited<ReturnType<typeof check<Lock, Act>>>['failure']>> => {
  const { failure } = await check(open, [neverBack])
  if (failure === undefined) throw new Error('the lease without a fence holds')
  return failure
}

describe('R30: the library', () => {
  test('check finds a shortest schedule that breaks a property', async () => {
    const { verdict, failure } = await check(open, [neverBack, twoWrote])
    expect(verdict).toBe('broken')
    expect(failure).toMatchObject({ property: 'no write of an old lease', events: EVENTS, isShortest: true })
    expect(failure?.states.map(({ written }) => written)).toEqual([0, 0, 0, 0, 2, 1])
  })

  test('check says what holds, how much it saw, and which facts it reached', async () => {
    const { verdict, states, facts, missing, stopped } = await check(fenced, [neverBack, twoWrote])
    expect({ verdict, states, facts, missing, stopped }).toEqual({
      ...{ verdict: 'holds', states: 81, facts: { 'both wrote': 4 }, missing: [], stopped: undefined },
    })
  })

  test('symmetry counts states that differ in the names of clients only once', async () => {
    const { verdict, states } = await check(fenced, [neverBack], { symmetry: true })
    expect([verdict, states]).toEqual(['holds', 41])
  })

  test('a limit, and a signal that is aborted, end a search without a verdict', async () => {
    expect(await check(fenced, [], { maxStates: 5 })).toMatchObject({ verdict: 'inconclusive', stopped: 'states' })
    const signal = AbortSignal.abort()
    const counter = lease({ fence: true })
    const { verdict, stopped } = await walk(counter, [], { signal, walks: 1000 })
    expect([verdict, stopped]).toEqual(['holds', 'interrupt'])
  })

  test('walk finds the same, shrunk, and the same seed takes the same walks', async () => {
    const [one, other] = [await walk(open, [neverBack], { seed: 's' }), await walk(open, [neverBack], { seed: 's' })]
    expect(one.failure).toMatchObject({ property: 'no write of an old lease', isShortest: true })
    expect(one.failure?.actions).toHaveLength(5)
    expect(other.broken).toEqual(one.broken)
    expect(other.failure?.token).toBe(one.failure?.token)
  })

  test('shrink makes a schedule from anywhere a shortest one, and refuses one that breaks nothing', async () => {
    const { actions } = await failureOf()
    const longer = [...actions.slice(0, 4), ...open.actions.all, ...actions.slice(4)]
    expect(shrink(open, [neverBack], longer).events).toHaveLength(5)
    expect(() => shrink(open, [neverBack], actions.slice(0, 2))).toThrow('this schedule breaks no property')
  })

  test('replay takes a token or actions, of this version of a machine or of another', async () => {
    const { token, actions } = await failureOf()
    expect(replay(open, [neverBack], token)).toMatchObject({ verdict: 'still fails', actions })
    expect(replay(fenced, [neverBack], actions)).toMatchObject({
      ...{ verdict: 'diverged', actions: actions.slice(0, 4) },
      diverged: { step: 5, because: 'is refused by the store: a newer lease has written' },
    })
    expect(replay(open, [], actions).verdict).toBe('fixed')
    expect(() => replay(fenced, [neverBack], token)).toThrow("this token is one of the machine 'lease'")
  })

  test('a failure is told as text and as a page', async () => {
    const failure = await failureOf()
    const lines = text(failure).split('\n')
    expect(lines[0]).toMatch(/^#\s+event\s+holder\s+issued\s+clients\[1\]\s+clients\[2\]\s+written$/)
    expect(lines.at(-1)).toBe(`replay    ${failure.token}`)
    expect(page(failure)).toContain('client 2 acquires the lock')
  })

  test('the matcher passes what holds, and prints what fails as a schedule', async () => {
    expect((await toHold(fenced, [neverBack, twoWrote])).pass).toBe(true)
    const { pass, message } = await toHold(open, [neverBack])
    expect(pass).toBe(false)
    expect(message()).toContain('5  client 1 writes')
    await expect(toHold(fenced, [], { maxStates: 3 })).rejects.toThrow('it is open whether this holds')
  })
})

describe('the arbitrary of schedules', () => {
  test('draws schedules that the machine can take', () => {
    fc.assert(
      fc.property(schedules(fenced), (actions) => replay(fenced, [neverBack], actions).verdict === 'fixed'),
      { seed: 1, numRuns: 50 },
    )
  })

  test('shrinks to a schedule from which no step can be left out', () => {
    const holds = fc.property(schedules(open), (actions) => replay(open, [neverBack], actions).verdict === 'fixed')
    const { counterexample } = fc.check(holds, { seed: 1, numRuns: 500 })
    expect(counterexample?.[0].map((action) => open.actions.print(action))).toEqual(EVENTS)
  })
})

const writes = (least: number): Property<Lock, Act> =>
  converges('someone writes', {
    heals: ({ type }) => type === 'acquire',
    settled: ({ written }) => written >= least,
  })

test('R5: a property of convergence is judged by check, and told', async () => {
  const { verdict, failure } = await check(fenced, [writes(1)])
  expect(verdict).toBe('broken')
  expect(failure).toMatchObject({ property: 'someone writes', isShortest: false, events: [EVENTS[0]] })
  expect(failure === undefined ? '' : text(failure)).toContain('no healing action is enabled after the last step')
})

test('R5: a property of convergence is judged by walks too, at their ends, and shrunk', async () => {
  const { verdict, failure, run } = await walk(fenced, [writes(9)], { walks: 5 })
  expect(verdict).toBe('broken')
  expect(failure).toMatchObject({ property: 'someone writes', events: [EVENTS[0]] })
  expect(run.healed).toMatchObject({ walks: 1, settled: 0 })
})

describe('what the library refuses', () => {
  const bent = { ...fenced, initial: { ...fenced.initial, hidden: 0 } }

  test('R6: a field that the schema does not have', async () => {
    await expect(check(bent, [])).rejects.toThrow(
      "the machine 'fenced-lease' breaks a law that every search relies on: 'hidden' is 0, and the schema has no such field, in the initial state",
    )
    await expect(walk(bent, [])).rejects.toMatchObject({ name: 'BadInput' })
    expect(brokenLaw(bent)).toMatch(/'hidden'/)
    expect(brokenLaw(fenced, [neverBack])).toBeUndefined()
  })

  test.each<readonly [string, unknown, string]>([
    ['no machine', undefined, 'check: a machine expected, nothing found'],
    ['a machine without rules', { ...fenced, fire: undefined }, 'check: fire is missing'],
    ['a name that no token can carry', { ...fenced, name: 'a b' }, "name is 'a b': letters, digits,"],
  ])('%s', async (_, machine, message) => {
    await expect(check(machine as Machine<Lock, Act>, [])).rejects.toThrow(message)
  })

  test('a property that throws, with what it throws', async () => {
    const thrown = new RangeError('no such client')
    const bad: Property<Lock, Act> = {
      kind: 'always',
      name: 'bad',
      check: ({ written }) => {
        if (written > 0) throw thrown
        return undefined
      },
    }
    const error: unknown = await check(fenced, [bad]).catch((found: unknown) => found)
    expect(isBadInput(error)).toBe(true)
    expect(String(error)).toContain('no such client')
  })

  test('several threads without a file', async () => {
    await expect(check(fenced, [], { workers: 2 })).rejects.toThrow('several workers need the option file')
  })
})
