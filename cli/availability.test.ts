/** What operators ask about settings that leave nobody to serve clients. The numbers are those of docs/field-reports.md. */
import { tidemark } from './harness'

const SMALL = '--records 1 --epochs 2 --untimed'

describe('R21: with min.insync.replicas above the replication factor, acks=all acknowledges nothing:', () => {
  test.each([
    ['--brokers 1 --min-isr 2', 1, 2, 'min.insync.replicas=1', '--brokers 1 --records 1 --epochs 2 --min-isr 1'],
    ['--brokers 2 --min-isr 3', 2, 3, 'min.insync.replicas=1', '--brokers 2 --records 1 --epochs 2 --min-isr 1'],
  ])('check %s says so, and next is a setting that was tried', async (settings, brokers, minIsr, what, next) => {
    const { code, out } = await tidemark(`check ${settings} ${SMALL}`)
    expect(code).toBe(10)
    expect(out).toContain(
      `every producer is refused with NOT_ENOUGH_REPLICAS: min.insync.replicas=${minIsr} is above the replication factor ${brokers}, so nothing can be acknowledged with acks=all`,
    )
    expect(out).toContain('it is so from the beginning: no step is needed')
    expect(out).toContain(
      `remedy    ${what}: clients are served, and nothing is lost within the same bounds\nnext      tidemark check ${next}\n`,
    )
    expect((await tidemark(`check ${next}`)).code).toBe(0)
  })

  test('with acks=1 a record is written to the leader only', async () => {
    const { code, out } = await tidemark(`check --brokers 1 --min-isr 2 --acks 1 ${SMALL}`)
    expect(code).toBe(0)
    expect(out).toContain('acks=1 does not look at min.insync.replicas: the leader alone has to have a record')
  })

  test('before min.insync.replicas there is nothing to refuse', async () => {
    const { out } = await tidemark(`check --kafka 0.8.0 --brokers 1 --min-isr 2 ${SMALL}`)
    expect(out).not.toContain('NOT_ENOUGH_REPLICAS')
  })

  test('a walk says so too', async () => {
    const { code, out } = await tidemark(`walk --brokers 1 --min-isr 2 --runs 2 --untimed`)
    expect(code).toBe(10)
    expect(out).toContain('so nothing can be acknowledged with acks=all')
  })
})

describe('R21: one replica', () => {
  test('survives a crash of its process, with everything that was acknowledged, and is offline meanwhile', async () => {
    const line = `check --brokers 1 --min-isr 1 --faults process-crash=1 ${SMALL}`
    expect((await tidemark(line)).out).toContain('holds     exhaustive')
    const { out } = await tidemark(`${line} --availability`)
    expect(out).toContain('the partition is offline: the ISR is {1}, and only its members may lead; broker 1 is down')
    expect(out).toContain('remedy    replication factor 2: clients are served, and nothing is lost')
  })

  test('loses what was acknowledged with its machine', async () => {
    const { out } = await tidemark(`check --brokers 1 --min-isr 1 --faults machine-crash=1 ${SMALL}`)
    expect(out).toContain('an acknowledged record is lost in 3 steps')
  })
})

describe('availability of settings after one crash:', () => {
  const asked = (settings: string): string => `check --availability ${settings} ${SMALL}`

  test.each([
    [
      '--brokers 2 --min-isr 2',
      'broker 2 refuses producers with NOT_ENOUGH_REPLICAS: its ISR is {2}',
      'min.insync.replicas=1',
    ],
  ])('%s refuses producers, and the remedy keeps records', async (settings, sentence, what) => {
    const { code, out } = await tidemark(asked(settings))
    expect(code).toBe(10)
    expect(out).toContain(sentence)
    expect(out).toContain(`remedy    ${what}: clients are served, and nothing is lost within the same bounds`)
  })

  test.each(['', '--kafka 4.3', '--kafka 4.3 --forget'])(
    'next asks about what applies to the remedy, too (%s)',
    async (version) => {
      const { out } = await tidemark(asked(`--brokers 2 --min-isr 2 ${version}`))
      const [, next = ''] = /^next {6}tidemark (.*)$/m.exec(out) ?? []
      expect(next).toMatch(/--min-isr 1 --property A1,A2,A3$/)
      expect((await tidemark(`${next} --untimed`)).code).toBe(0)
    },
  )

  test('--brokers 3 --min-isr 2 serves clients; next asks whether it keeps records', async () => {
    const { code, out } = await tidemark(asked('--brokers 3 --min-isr 2'))
    expect(code).toBe(0)
    expect(out).toContain('only these properties are checked: A1, A2, A3, A4')
    expect(out).toContain('next      tidemark check --records 1 --epochs 2\n')
  })

  test('nothing lies outside: availability is judged in every run', async () => {
    const { out } = await tidemark(asked('--brokers 2 --min-isr 1 --faults machine-crash=1'))
    expect(out).not.toContain('outside')
  })
})
