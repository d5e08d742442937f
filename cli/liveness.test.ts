/** What is said about machines that never settle. The numbers are those of docs/field-reports.md. */
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { shapes } from '../reports/json'
import { tidemark } from './harness'

const STARVES = 'check --machine philosophers-in-order --untimed'
const STUCK = 'check --machine philosophers --untimed'
const LIVE = 'check --machine ewd-998 --untimed'

const tokenIn = async (line: string): Promise<string> =>
  shapes.check.parse(JSON.parse((await tidemark(`${line} --json`)).out)).token ?? ''

describe('R5: a property of convergence', () => {
  test('is broken by a loop, which is shown with its first and last step', async () => {
    const { code, out } = await tidemark(STARVES)
    expect(code).toBe(10)
    expect(out).toMatch(/^2 .*the loop begins$/m)
    expect(out).toMatch(/^9 .*back to the state before step 2, BROKEN philosopher 1 eats again$/m)
    expect(out).toContain(
      'Philosopher 1 is hungry. Steps 2 to 9 lead back to the state before step 2 and can repeat for ever without settling.',
    )
    expect(out).toContain('this is fair: every healing action is taken in the loop, or is disabled at some point of it')
    expect(out).toContain('no such loop and no dead end is reached in fewer than 1 step')
  })

  test('is broken by a dead end', async () => {
    const { code, out } = await tidemark(STUCK)
    expect(code).toBe(10)
    expect(out).toContain('Nobody eats. No healing step leads on from here.')
    expect(out).toContain('no such loop and no dead end is reached in fewer than 6 steps')
  })

  test('is broken by a walk too, with the loop that it comes to when it ends', async () => {
    const { code, out } = await tidemark('walk --machine philosophers-in-order --runs 5 --steps 60 --untimed')
    expect(code).toBe(10)
    expect(out).toMatch(/^9 .*back to the state before step 2, BROKEN philosopher 1 eats again$/m)
    expect(out).toContain('no such loop and no dead end is reached in fewer than 1 step')
    expect(out).toMatch(/^healed {4}2 walks where they ended or turned back: .*; 1 settled each time$/m)
  })

  test('holds in walks that settle, and the answer says how often they were healed', async () => {
    const { code, out } = await tidemark('walk --machine philosophers-clean-forks --runs 40 --steps 60 --untimed')
    expect(code).toBe(0)
    expect(out).toMatch(/^healed {4}40 walks where they ended or turned back: .*; 40 settled each time$/m)
  })

  test('holds where termination is detected in the end', async () => {
    const { code, out } = await tidemark(LIVE)
    expect(code).toBe(0)
    expect(out).toContain('holds     exhaustive')
  })

  test('is in the JSON, with the first step of the loop', async () => {
    const loop = shapes.check.parse(JSON.parse((await tidemark(`${STARVES} --json`)).out))
    expect([loop.exitCode, loop.steps, loop.trace?.loop, loop.trace?.deadEnd]).toEqual([10, 9, 2, undefined])
    const end = shapes.check.parse(JSON.parse((await tidemark(`${STUCK} --json`)).out))
    expect([end.exitCode, end.steps, end.trace?.loop, end.trace?.deadEnd]).toEqual([10, 6, undefined, true])
  })

  test('is broken again by a replay, which says that the state returns', async () => {
    const loop = await tidemark(`replay ${await tokenIn(STARVES)}`)
    expect(loop.code).toBe(10)
    expect(loop.out).toContain('still fails for ever: after step 9 the state is again the one before step 2')
    const end = await tidemark(`replay ${await tokenIn(STUCK)}`)
    expect(end.code).toBe(10)
    expect(end.out).toContain('still fails after step 6')
  })

  test('is exported to ITF with its loop', async () => {
    const { out } = await tidemark(`export ${await tokenIn(STARVES)} --format itf`)
    const { loop, states } = JSON.parse(out) as { readonly loop: number; readonly states: readonly object[] }
    const inState = (index: number): object => ({ ...states[index], '#meta': {}, action: '' })
    expect([loop, states.length]).toEqual([2, 10])
    expect(inState(9)).toEqual(inState(loop - 1))
  })

  test.each(['--symmetry', '--partial-order', '--fingerprints'])('cannot be judged with %s', async (option) => {
    const { code, err } = await tidemark(`${STUCK} ${option}`)
    expect(code).toBe(2)
    expect(err).toMatch(new RegExp(`^tidemark: ${option} does not go with 'someone eats again': [^\n]+\n$`))
  })
})

describe('the same is found', () => {
  test.each([LIVE, LIVE.replace('998', '998-stays-black')])('with two threads: %s', async (line) => {
    expect(await tidemark(`${line} --workers 2`)).toEqual(await tidemark(line))
  })

  test('by a search that was stopped and resumed, also while it judged', async () => {
    const disk = memoryDisk()
    const whole = await tidemark(LIVE)
    expect((await tidemark(`${LIVE} --max-states 1000`, { disk })).code).toBe(3)
    const judging = await tidemark(`${LIVE} --resume`, { disk, interruptAfter: 2 })
    expect(judging.code).toBe(3)
    expect(judging.out).toContain(
      'open      every state within these bounds was explored, and no step breaks a property;',
    )
    expect(judging.out).toContain('stopped by an interrupt before it was known whether healing always settles')
    expect(await tidemark(`${LIVE} --resume`, { disk })).toMatchObject({ code: 0, out: whole.out })
  })
})

test('a search that was stopped finds a loop among the states that it has expanded, and claims no more', async () => {
  const { code, out } = await tidemark('check --machine ewd-998-stays-black --untimed --max-states 500')
  expect(code).toBe(10)
  expect(out).toContain('the search was stopped, so there may be a shorter way to such a state')
})

describe('a limit', () => {
  test.each(['--max-minutes 0.02', '--max-memory 0.0001'])(
    'stops the judging as well, and it is said: %s',
    async (limit) => {
      const { code, out } = await tidemark(`${LIVE} ${limit}`)
      expect(code).toBe(3)
      expect(out).toMatch(
        /before it was known whether healing always settles|not judged: whether healing always settles/,
      )
    },
  )

  test('that leaves time for it stops the search, and what was expanded is judged', async () => {
    const { out } = await tidemark(`${LIVE} --max-states 500`)
    expect(out).toContain('no dead end and no fair loop among the expanded states; others may follow')
  })
})

describe('walks', () => {
  const WALK =
    'walk --untimed --seed heal --grain atomic --brokers 2 --records 1 --epochs 3 --property L1 --runs 20 --steps 40'

  test('heal where they end, and find what never settles', async () => {
    const { code, out } = await tidemark(`${WALK} --kafka 2.1 --faults process-crash=1`)
    expect(code).toBe(10)
    expect(out).toContain('No healing step leads on from here.')
    expect(out).toContain('no such loop and no dead end is reached in fewer than')
  })

  test('say how many were healed, and what was not judged', async () => {
    const { code, out } = await tidemark(
      `${WALK.replace('atomic', 'message')} --kafka baseline --faults lost-request=1,process-crash=1,leader-move=1`,
    )
    expect(code).toBe(0)
    expect(out).toMatch(/^holds .*not judged: \d+ walks? came to states that are left out$/m)
    expect(out).toMatch(/^healed {4}20 walks where they ended or turned back: /m)
  })

  test('without a property of convergence say nothing of healing', async () => {
    const { out } = await tidemark(`${WALK.replace('L1', 'S1')} --kafka baseline --faults process-crash=1`)
    expect(out).not.toContain('healed')
  })
})

test.each(['check', 'walk'])('%s refuses --unlike together with what happens in the end', async (command) => {
  const { code, err } = await tidemark(`${command} --kafka 2.0.0 --unlike 2.1 --property S12,L1`)
  expect(code).toBe(2)
  expect(err).toMatch(/^tidemark: [^\n]*--unlike[^\n]*\n$/)
})

describe('R8: states in which nothing can happen', () => {
  const line = 'check --kafka baseline --brokers 2 --records 1 --epochs 2 --faults process-crash=1 --untimed'

  test('are counted, also in other searches', async () => {
    expect((await tidemark(LIVE)).out).toContain('none in 5 states, the nearest after 5 steps')
    const { out } = await tidemark(line)
    expect(out).toMatch(/^enabled .* at most; none in 1 state, the nearest after 8 steps \(--reach stuck\)$/m)
    const { steps } = shapes.reach.parse(JSON.parse((await tidemark(`${line} --reach stuck --json`)).out))
    expect(steps).toBe(8)
  })

  test('are in the JSON, with a schedule that can be replayed', async () => {
    const { stuck } = shapes.check.parse(JSON.parse((await tidemark(`${line} --json`)).out))
    const { code, out } = await tidemark(`replay ${stuck?.token} --json`)
    expect(code).toBe(0)
    expect(shapes.replay.parse(JSON.parse(out)).steps).toBe(stuck?.steps)
  })
})
