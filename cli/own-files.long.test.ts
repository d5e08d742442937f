/** Files of the user that are searched for longer: saved searches, and Kafka with a change of the user's. */
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { tidemark } from './harness'
import { counter, file, LIBRARY } from './own-files.fixture'

describe('R30: --machine takes a file', () => {
  test('a search that was saved is not resumed with another version of the file', async () => {
    const disk = memoryDisk()
    const big = counter('big.js', { most: 4000, limit: 5000 })
    expect((await tidemark(`check --machine ${big} --max-states 2000`, { disk })).code).toBe(3)
    counter('big.js', { most: 4000, limit: 4500 })
    jest.resetModules()
    const { code, err } = await tidemark(`check --machine ${big} --resume`, { disk })
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('it is a search of an earlier version of these files') as string,
    ])
  })
})

describe('R25: --with takes a file', () => {
  const noShrink = file(
    'no-shrink.js',
    `const { bits } = require(${LIBRARY})
exports.amendment = {
  name: 'no-shrink-below-min-isr',
  decide: (was) => ({ mayLeaveIsr: (leader, end) => bits.size(leader.leadership.isr) > 2 && was.mayLeaveIsr(leader, end) }),
}
`,
  )

  test('an amendment of one line is checked, and named', async () => {
    const { code, out } = await tidemark(
      `check --kafka baseline --with ${noShrink} --records 1 --epochs 2 --faults isr-shrink=2 --untimed`,
    )
    expect([code, out]).toEqual([0, expect.stringContaining(`Kafka baseline with ${noShrink}`) as string])
    expect(out).toMatch(/never reached: .*'the ISR is smaller than min.insync.replicas'/)
  })
})

describe('--property takes a file', () => {
  test('of a property of Kafka', async () => {
    const shrunk = file(
      'shrunk.js',
      `const { bits } = require(${LIBRARY})
exports.property = { kind: 'always', name: 'no down broker leads', check: ({ history }) => history.partitions[0].truth.length > 0 ? 'a record is committed' : undefined }`,
    )
    const { code, out } = await tidemark(`check --property ${shrunk} --records 1 --epochs 2 --untimed`)
    expect([code, out]).toEqual([10, expect.stringContaining('a record is committed') as string])
  })
})
