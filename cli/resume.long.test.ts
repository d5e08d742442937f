/** Long searches that are stopped and resumed. Longer ones: resume.night.test.ts. */
import { BROKEN, endAsOne, endAsOneThread, KIP } from './resuming.fixture'

describe('a search in parts ends like an uninterrupted one', () => {
  endAsOne([
    ['with facts', 'check --brokers 2 --faults process-crash=1,leader-move=1 --untimed', 2],
    ['by fingerprints', `${KIP} --fingerprints`, 12],
    ['as JSON', `${KIP} --json`, 7],
    ['by fingerprints if Kafka breaks', `${BROKEN} --untimed --fingerprints --json`, 2],
  ])

  endAsOneThread(KIP, 20_000, [[2, 3]])
})
