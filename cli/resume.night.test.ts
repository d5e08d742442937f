/** The longest searches that are stopped and resumed. */
import { BROKEN, endAsOne, endAsOneThread, KIP } from './resuming.fixture'

describe('a search in parts ends like an uninterrupted one', () => {
  endAsOne([
    [
      'Kafka up to renaming',
      'check --kafka 4.3 --property S10 --records 1 --epochs 5 --faults leader-move=3 --symmetry --untimed',
      3,
    ],
    ['if a property breaks', 'check --machine kip-320-first-try --max-epoch 2 --untimed', 11],
    ['if Kafka breaks', `${BROKEN} --untimed --json`, 2],
    ['by fingerprints if Kafka breaks', `${BROKEN} --untimed --fingerprints --json`, 2],
  ])

  endAsOneThread(KIP, 20_000, [[1, 2]])

  endAsOneThread('check --machine kip-320 --max-epoch 2 --untimed', 300_000, [
    [2, 1],
    [1, 2],
    [2, 3],
  ])
})
