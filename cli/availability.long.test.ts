/** The same as cli/availability.test.ts, where the searches for a remedy are larger. */
import { tidemark } from './harness'

const SMALL = '--records 1 --epochs 2 --untimed'

test('R21: where a remedy costs records, it says so, and next shows which', async () => {
  const { out } = await tidemark(`check --brokers 1 --min-isr 2 --faults machine-crash=1 ${SMALL}`)
  expect(out).toContain(
    'remedy    replication factor 3 and min.insync.replicas=2: clients are served, and it may cost records: see next',
  )
  expect(out).toContain('next      tidemark check --records 1 --epochs 2 --faults machine-crash=1\n')
})

test('after one crash, three replicas with min.insync.replicas=3 refuse producers; with 2 they do not, and keep records', async () => {
  const { code, out } = await tidemark(`check --availability --brokers 3 --min-isr 3 ${SMALL}`)
  expect(code).toBe(10)
  expect(out).toContain('broker 2 refuses producers with NOT_ENOUGH_REPLICAS: its ISR is {2 3}')
  expect(out).toContain(
    'remedy    min.insync.replicas=2: clients are served, and nothing is lost within the same bounds',
  )
})
