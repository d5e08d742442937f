/** The longest searches by several threads. */
import { oracle } from '../../specimens/oracle'
import {
  countAsTlc,
  countAsTlcByBits,
  countAsTlcUpToRenaming,
  isForLong,
  isSmall,
  kafkaWith,
  losesNothing,
  missTheSame,
  outcomes,
  specimen,
} from './team.fixture'

const rows = oracle.filter((row) => !isSmall(row) && !isForLong(row))

describe('two threads', () => {
  countAsTlc(rows)
  countAsTlcUpToRenaming(rows.filter(({ distinctUnderSymmetry }) => distinctUnderSymmetry !== undefined))

  it('find that Kafka holds as one thread does, with the same facts', async () => {
    const [two, one] = await outcomes(kafkaWith([]), 2)
    expect(two).toEqual(one)
  })
})

describe('two threads that compare states by bits', () => {
  countAsTlcByBits(rows)
  missTheSame([36])
})

test('a thread that ends in the middle of a long search does not change the result', async () => {
  await losesNothing(specimen({ 'max-epoch': '2' }), [100_000, 300_000])
})
