/** A search by several threads and a search by one have the same result. Larger ones: workers.long.test.ts. */
import { Worker } from 'node:worker_threads'
import { breadthFirstByTeam } from '../../explorer/node/team/search'
import { oracle, type OracleRow } from '../../specimens/oracle'
import {
  countAsTlc,
  countAsTlcByBits,
  countAsTlcUpToRenaming,
  isSmall,
  losesNothing,
  outcomes,
  outcomesByBits,
  putsForOthers,
  specimen,
  type Hire,
} from './team.fixture'

/**
 * A row that breaks, and is large enough that a second thread has work to do. The one that holds is searched below, by
 * threads that end.
 */
const isShared = ({ module, replicas, logSize, records, maxEpoch }: OracleRow): boolean =>
  [module, replicas, logSize, records, maxEpoch].join(' ') === 'kip-101 3 2 1 1'
const rows = oracle.filter((row) => isSmall(row) || isShared(row))

describe('two threads', () => {
  countAsTlc(rows)
  countAsTlcUpToRenaming(rows.filter(({ distinctUnderSymmetry }) => distinctUnderSymmetry !== undefined))

  it('stop where one thread stops, at 5001 states', async () => {
    const [two, one] = await outcomes(specimen({ records: '1' }), 2, 5001)
    expect(two).toEqual(one)
  })
})

describe('two threads that compare states by 64 bits', () => {
  countAsTlcByBits(oracle.filter(isSmall))

  it('miss the same states as one thread if 12 bits are too few', async () => {
    const [two, one] = await outcomesByBits(specimen({ records: '1' }), 12)
    expect(two).toEqual(one)
  })
})

test('a thread that ends in the middle of its work does not change the result', async () => {
  await losesNothing(specimen({ records: '1' }), [1500, 4000])
})

test('the states that a thread has found are not lost if it ends before it puts them', async () => {
  await putsForOthers(specimen({ records: '1' }))
})

test('if threads cannot start, the first thread does all the work', async () => {
  const asked = specimen({ records: '1' })
  const hire: Hire = () => new Worker('process.exit(1)', { eval: true })
  await asked.run(async (machine, properties) => {
    const team = breadthFirstByTeam(machine, properties, {}, { workers: 2, hire })
    while (team.advance(1)) await new Promise((resolve) => setImmediate(resolve))
    expect(team.outcome).toMatchObject({ verdict: 'holds', distinct: 6787 })
  })
})
