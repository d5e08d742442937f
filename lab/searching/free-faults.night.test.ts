/** The same as free-faults.test.ts, where the second lost answer adds something. */
import { FREE } from '../../model/bounds'
import { kafkaCase } from '../questions/kafka-case'
import { question } from '../questions/question'
import { repairs } from '../records/kraft-repairs'
import { check } from './check'
import { watch } from './fingerprints.fixture'
import { haveTheStatesOfALargeBudget, within } from './free-faults.fixture'

haveTheStatesOfALargeBudget([
  [
    '4.3',
    'lost-alter-partition',
    (times) => within(1, 2, { 'leader-move': 1, 'isr-shrink': FREE, 'lost-alter-partition': times }),
    9431,
    [9276, 15_044],
  ],
])

test.each([
  [false, 39_442],
  [true, 39_137],
])(
  'beside a failover nothing breaks where answers are lost (docs/decisions/0067): elr=%s, %i states',
  async (elr, states) => {
    const asked = question({
      kafka: '4.3',
      with: [...repairs, 'published-after-registration'],
      settings: { minIsr: 2 },
      bounds: {
        ...{ brokers: 2, records: 1, epochs: 3, kraft: { metadataLag: 2, elr, forgets: true } },
        faults: { 'process-crash': 1, 'controller-failover': 1, 'isr-shrink': FREE, 'lost-alter-partition': FREE },
      },
    })
    const { run } = await check(kafkaCase(asked), {}, watch)
    expect([run.verdict, run.distinct]).toEqual(['holds', states])
  },
)
