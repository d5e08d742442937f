/** Many walks on several threads. More, and the share of new states after them: take-walks.night.test.ts. */
import { isSameOn, planFor } from './taking.fixture'

describe('walks on several threads', () => {
  isSameOn([3], planFor(50), planFor(4000, { without: ['kip-101'] }))
})
