import { question } from '../lab/question'
import type { Asked } from './rows'

const oneCrash = { settings: { minIsr: 2 }, bounds: { faults: { 'process-crash': 1 } } }

/** The rows of `tidemark ladder`. */
export const ladderRows: readonly Asked[] = [
  {
    name: '0.8.0, one crash',
    question: question({ kafka: '0.8.0', ...oneCrash }),
    expected: { verdict: 'broken', property: 'S19' },
  },
  { name: '2.1, one crash', question: question({ kafka: '2.1', ...oneCrash }), expected: { verdict: 'holds' } },
]

/** The ablations of `tidemark ablate`. */
export const ablations: readonly Asked[] = [
  {
    name: 'kip-101',
    question: question({ kafka: '2.1', without: ['kip-101'], ...oneCrash }),
    expected: { verdict: 'broken', property: 'S19', steps: 7 },
  },
]
