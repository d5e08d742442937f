/** Long searches by several threads: every larger row of TLC, and Kafka. */
import { oracle } from '../../specimens/oracle'
import {
  countAsTlc,
  countAsTlcByBits,
  countAsTlcUpToRenaming,
  isHuge,
  isSmall,
  kafkaWith,
  outcomes,
  outcomesByBits,
  specimen,
} from './team.fixture'

const rows = oracle.filter((row) => !isSmall(row) && !isHuge(row))

describe('two threads', () => {
  countAsTlc(rows)
  countAsTlcUpToRenaming(rows.filter(({ distinctUnderSymmetry }) => distinctUnderSymmetry !== undefined))

  it('stop where one thread stops, at 40000 states', async () => {
    const [two, one] = await outcomes(specimen({ 'max-epoch': '2' }), 2, 40_000)
    expect(two).toEqual(one)
  })
})

describe('two threads that compare states by 64 bits', () => {
  countAsTlcByBits(oracle.filter((row) => !isSmall(row) && !isHuge(row)))

  it('find the failure of Kafka that one thread finds', async () => {
    const [two, one] = await outcomesByBits(kafkaWith(['kip-320']), 64)
    expect(two).toEqual(one)
  })

  it('stop where one thread stops', async () => {
    const [two, one] = await outcomesByBits(specimen({ 'max-epoch': '2' }), 64, 40_000)
    expect(two).toEqual(one)
  })

  it.each([20, 28])('miss the same states as one thread if %i bits are too few', async (bits) => {
    const [two, one] = await outcomesByBits(specimen({ 'log-size': '3' }), bits)
    expect(two).toEqual(one)
  })
})

test('three threads on fewer cores find what one thread finds', async () => {
  const [three, one] = await outcomes(specimen({ 'log-size': '3', records: '2' }), 3)
  expect(three).toEqual(one)
})
