/** Long searches by several threads: the larger rows of TLC with three replicas, and Kafka. */
import { oracle } from '../../specimens/oracle'
import {
  countAsTlc,
  countAsTlcByBits,
  countAsTlcUpToRenaming,
  isForLong,
  kafkaWith,
  losesNothing,
  missTheSame,
  outcomes,
  outcomesByBits,
  specimen,
} from './team.fixture'

const rows = oracle.filter((row) => isForLong(row))

describe('two threads', () => {
  countAsTlc(rows)
  countAsTlcUpToRenaming(rows.filter(({ distinctUnderSymmetry }) => distinctUnderSymmetry !== undefined))

  it('find the failure that one thread finds, with the same schedule and number of states', async () => {
    const [two, one] = await outcomes(kafkaWith(['kip-320']), 2)
    expect(two).toEqual(one)
  })

  it('stop where one thread stops, at 12000 states', async () => {
    const [two, one] = await outcomes(specimen({ 'max-epoch': '2' }), 2, 12_000)
    expect(two).toEqual(one)
  })
})

describe('two threads that compare states by 64 bits', () => {
  countAsTlcByBits(rows)

  it('find the failure of Kafka that one thread finds', async () => {
    const [two, one] = await outcomesByBits(kafkaWith(['kip-320']), 64)
    expect(two).toEqual(one)
  })

  it('stop where one thread stops', async () => {
    const [two, one] = await outcomesByBits(specimen({ 'max-epoch': '2' }), 64, 12_000)
    expect(two).toEqual(one)
  })

  missTheSame([20])
})

test('threads that end in the middle of a larger search do not change the result', async () => {
  await losesNothing(specimen({ 'log-size': '3' }), [5000, 15_000])
})

test('three threads on fewer cores find what one thread finds', async () => {
  const [three, one] = await outcomes(specimen({ 'log-size': '3', records: '2' }), 3)
  expect(three).toEqual(one)
})
