/** Long searches that are stopped and resumed. Longer ones: resume.night.test.ts. */
import { endAsOne, endAsOneThread, KIP } from './resuming.fixture'

describe('a search in parts ends like an uninterrupted one', () => {
  endAsOne([
    ['up to renaming', 'check --machine kip-320 --symmetry --untimed', 1],
    ['with facts', 'check --brokers 2 --faults process-crash=1,leader-move=1 --untimed', 2],
    ['by fingerprints', `${KIP} --fingerprints`, 12],
    ['as JSON', `${KIP} --json`, 7],
  ])

  endAsOneThread(KIP, 20_000, [[2, 3]])
})
