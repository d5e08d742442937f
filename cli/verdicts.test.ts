/**
 * A verdict says what was judged, and what was not. The numbers are those of docs/field-reports.md. Larger searches:
 * verdicts.long.test.ts.
 */
import { onDemand } from '../kit/on-demand'
import { shapes } from '../reports/json'
import { tidemark } from './harness'
import { countsWhatIsNamed } from './verdicts.fixture'

const SMALL = '--kafka 2.1 --records 1 --epochs 2 --untimed'

describe('R1: with min.insync.replicas=1, a machine that loses records is outside the promise:', () => {
  const line = `check ${SMALL} --min-isr 1 --faults machine-crash=1`
  const told = onDemand(() => tidemark(line))

  test('holds is said of clean runs only, and the rest is counted', async () => {
    const { code, out } = await told()
    expect(code).toBe(0)
    expect(out).toContain('holds     in clean runs: no unclean leader election, and no machine that loses records; ')
    expect(out).toContain(
      'outside   2,677 of 2,704 states are in other runs, about which the verdict says nothing. There,',
    )
  })

  test('the shortest loss is shown, with how many records of each kind, and can be replayed', async () => {
    const { out } = await told()
    expect(out).toContain(
      'an acknowledged record is lost in 7 steps: a was acknowledged, and broker 1, which may lead,',
    )
    expect(out).toContain('broker 1 then lacks 1 acknowledged, 1 committed and 1 appended record')
    expect(out).toContain('the same schedule is a shortest one that loses a committed record')
    const [, token = ''] = /tidemark replay (\S+)/.exec(out) ?? []
    expect(await tidemark(`replay ${token}`)).toMatchObject({ code: 10 })
  })

  test('where no other run is within the bounds, nothing is said of other runs', async () => {
    const { out } = await tidemark('check --kafka 0.8.0 --brokers 2 --records 1 --epochs 1 --min-isr 1 --faults none')
    expect(out).toContain('outside   nothing: all runs within these bounds are clean, and were judged\n')
  })

  test('the broker whose records are counted is the one that the property names', () =>
    countsWhatIsNamed(`${line} --brokers 2 --leader 2`))

  test('--json has the same', async () => {
    const { outside } = shapes.check.parse(JSON.parse((await tidemark(`${line} --json`)).out))
    expect(outside).toMatchObject({ states: 2677, kinds: [{ of: 'acknowledged' }, { of: 'committed' }] })
    expect(outside?.kinds[0]?.loss).toMatchObject({ property: 'S1 no acknowledged loss', steps: 7 })
  })
})

describe('R2: with unclean.leader.election.enable=true', () => {
  const line = `check ${SMALL} --brokers 2 --unclean --faults isr-shrink=1,process-crash=1`

  test('what is lost depends on min.insync.replicas: with 2, a committed record', async () => {
    const { out } = await tidemark(line)
    expect(out).toContain('no acknowledged record is lost within these bounds')
    expect(out).toContain('a committed record is lost in 4 steps: broker 2 is in the ISR and lacks offset 0')
    expect(out).toContain('broker 2 then lacks 0 acknowledged, 1 committed and 1 appended record')
  })

  test('with 1, an acknowledged one', async () => {
    const { out } = await tidemark(`${line} --min-isr 1`)
    expect(out).toContain('an acknowledged record is lost in 4 steps')
  })

  test('a search for losses that is stopped says so', async () => {
    const larger = `check ${SMALL} --unclean --faults isr-shrink=1,process-crash=1`
    const { out } = await tidemark(larger, { interruptAfter: 12 })
    expect(out).toMatch(/it is open whether (acknowledged|committed) records are lost/)
  })

  test('with acks=0 nothing is acknowledged, so nothing is said of that', async () => {
    const { out } = await tidemark(`${line} --acks 0`)
    expect(out).toContain('committed record is lost')
    expect(out).not.toContain('acknowledged record is lost')
  })
})

test.each([
  `check ${SMALL} --faults process-crash=1`,
  `check --kafka baseline --records 1 --epochs 1 --faults machine-crash=1 --untimed --property S8`,
])('where every run is clean, nothing lies outside: %s', async (line) => {
  const { out } = await tidemark(line)
  expect(out).toContain('holds     exhaustive: every state within these bounds was explored')
  expect(out).not.toContain('outside')
})

test('where every run is judged, nothing lies outside', async () => {
  const { out } = await tidemark(`check ${SMALL} --unclean --faults isr-shrink=1 --judge any --property S1`)
  expect(out).toContain('holds     exhaustive')
  expect(out).not.toContain('outside')
})

describe('R23: the next command is a remedy that was tried:', () => {
  test.each([
    ['check --acks 1 --faults leader-move=1 --records 1', 'acks=all', 'check --records 1 --faults leader-move=1'],
    [
      `check ${SMALL} --brokers 2 --unclean --faults isr-shrink=1,process-crash=1`,
      'unclean.leader.election.enable=false',
      'check --brokers 2 --records 1 --epochs 2 --faults process-crash=1,isr-shrink=1',
    ],
    [
      'check --acks 1 --min-isr 1 --unclean --faults isr-shrink=1,process-crash=1 --records 1 --epochs 2 --brokers 2',
      'unclean.leader.election.enable=false and acks=all',
      'check --brokers 2 --records 1 --epochs 2 --faults process-crash=1,isr-shrink=1 --min-isr 1',
    ],
  ])('%s', async (line, what, next) => {
    const { out } = await tidemark(line)
    expect(out).toContain(`remedy    ${what}: nothing is lost within the same bounds\nnext      tidemark ${next}\n`)
    const { code, out: remedied } = await tidemark(next)
    expect({ code, isLossy: remedied.includes('is lost in') }).toEqual({ code: 0, isLossy: false })
  })

  test.each([
    ['where no setting helps', 'check --kafka 0.10.2 --records 1 --faults process-crash=1 --min-isr 1'],
    ['where only some properties are asked about', 'check --acks 1 --faults leader-move=1 --records 1 --property S1'],
    [
      'where only the failures of another version are asked about',
      'check --kafka 0.10.2 --unlike 1.1 --acks 1 --min-isr 1 --records 1 --brokers 2 --epochs 2',
    ],
    ['where nothing is lost', `check ${SMALL} --faults process-crash=1 --min-isr 1`],
  ])('and none is named %s', async (_, line) => {
    expect((await tidemark(line)).out).not.toContain('remedy')
  })
})

test('R18: an unclean election says how many records are lost, in the replay of what check finds as well', async () => {
  const { out } = await tidemark(
    `check ${SMALL} --brokers 2 --unclean --min-isr 1 --faults isr-shrink=1,process-crash=1 --judge any --property S1`,
  )
  const counts = 'unclean election: broker 2 lacks 1 acknowledged, 1 committed and 1 appended record'
  expect(out).toContain(counts)
  const [, token = ''] = /tidemark replay (\S+)/.exec(out) ?? []
  expect((await tidemark(`replay ${token}`)).out).toContain(counts)
})
