/** `check --all` goes on after a failure, and groups failures by cause (R26). */
import { explore } from '../explorer/breadth'
import { everyFailure } from '../explorer/failures'
import { onDemand } from '../kit/on-demand'
import { readCase } from '../lab/questions/case'
import { dieHard, neverFour } from '../specimens/die-hard'
import { shapes } from '../reports/json'
import { tidemark } from './harness'
import { askedBy } from './options'

const TWO_FLAWS = '--kafka 2.1 --brokers 2 --records 2 --epochs 3 --faults leader-move=2'

describe('R26: more than the first counterexample', () => {
  const told = onDemand(() => tidemark(`check ${TWO_FLAWS} --all --json`))

  test('failures that one amendment prevents are one cause, under several fingerprints', async () => {
    const { code, out } = await told()
    const { causes, failures } = shapes.causes.parse(JSON.parse(out))
    expect(code).toBe(10)
    expect(causes.map(({ prevention, steps }) => [prevention?.by, steps])).toEqual([
      [['kafka-9338', 'kafka-18723'], 7],
      [['kafka-10706', 'kip-595', 'hypothetical-no-older-batch', 'hypothetical-no-empty-epoch'], 11],
    ])
    expect(causes.reduce((sum, cause) => sum + cause.failures, 0)).toBe(failures)
  })

  test('the schedule of each cause fails, and what is said to prevent it does', async () => {
    const { causes } = shapes.causes.parse(JSON.parse((await told()).out))
    for (const { token, blamed, prevention, steps } of causes) {
      const again = shapes.replay.parse(JSON.parse((await tidemark(`replay ${token} --json`)).out))
      expect(again).toMatchObject({ verdict: 'still fails', property: blamed.property, steps })
      const cured = await tidemark(`replay ${token} --with ${prevention?.by[0]} --json`)
      expect(shapes.replay.parse(JSON.parse(cured.out)).verdict).not.toBe('still fails')
    }
  })

  test('next asks the same with the first cause repaired, and the other cause is left', async () => {
    const { out } = await tidemark(`check ${TWO_FLAWS} --all`)
    const [, next = ''] = /\nnext {6}tidemark (.*)/.exec(out) ?? []
    expect(next).toContain('--with kafka-9338')
    const { causes } = shapes.causes.parse(JSON.parse((await tidemark(`${next} --json`)).out))
    expect(causes.map(({ prevention }) => prevention?.by)).toEqual([
      ['kafka-10706', 'kip-595', 'hypothetical-no-older-batch', 'hypothetical-no-empty-epoch'],
    ])
  })

  test('where nothing fails it holds, and counts what check counts', async () => {
    const line = 'check --brokers 2 --records 1 --epochs 2 --json'
    const all = await tidemark(`${line} --all`)
    const plain = shapes.check.parse(JSON.parse((await tidemark(line)).out))
    expect(all.code).toBe(0)
    expect(shapes.causes.parse(JSON.parse(all.out))).toMatchObject({
      ...{ verdict: 'holds', distinct: plain.distinct, generated: plain.generated, failures: 0 },
    })
  })

  test('a search that is stopped says that there may be more', async () => {
    const { code, out } = await tidemark(`check ${TWO_FLAWS} --all --max-states 400`)
    expect(code).toBe(10)
    expect(out).toMatch(/open {6}complete to depth \d+: a longer schedule may have another cause/)
  })

  test.each(['--workers 2', '--symmetry', '--partial-order', '--fingerprints', '--resume', '--save', '--page'])(
    '%s does not go with --all',
    async (option) => {
      const { code, err } = await tidemark(`check --all ${option}`)
      expect([code, err]).toEqual([2, expect.stringContaining('does not go with --all')])
    },
  )
})

describe('a search for every failure', () => {
  test('begins with the counterexample of a search for one', () => {
    readCase(askedBy({ kafka: '0.10.2', records: '1', epochs: '2' }, [])).run((machine, properties) => {
      const search = everyFailure(machine, properties)
      while (search.advance(1000));
      const found: unknown[] = []
      search.failures((failure) => void found.push(failure))
      expect(found[0]).toEqual(explore(machine, properties).breach)
      expect(found.length).toBeGreaterThan(10)
    })
  })

  test('finds each failing state once, and does not go on behind it', () => {
    const search = everyFailure(dieHard, [neverFour])
    while (search.advance(1));
    const lengths: number[] = []
    search.failures(({ actions }) => void lengths.push(actions.length))
    expect(lengths).toEqual([6, 8])
    expect(search.outcome.verdict).toBe('holds')
  })
})
