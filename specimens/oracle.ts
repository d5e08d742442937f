/**
 * The results of TLC for the five modules of kafka-specification, row by row
 * (https://github.com/hachikuji/kafka-specification at d68782b, TLC of 2026-04, deadlock checking off). The specimens
 * must give the same figures.
 */
export interface OracleRow {
  readonly module: string
  readonly replicas: number
  readonly logSize: number
  readonly records: number
  readonly maxEpoch: number
  /** The initial state and every successor, some counted twice by TLC: see kafka/oracle.fixture.ts. */
  readonly generatedByTlc: number | undefined
  /** Distinct states, including the initial state. */
  readonly distinct: number | undefined
  /** Levels of the breadth-first search, the initial state being level 1: our steps + 1. */
  readonly depth: number | undefined
  readonly distinctUnderSymmetry: number | undefined
  readonly weakIsr: Finding
  readonly strongIsr: Finding
}

/** The property holds, or the number of states in the shortest counterexample (our steps + 1), or unknown. */
export type Finding = 'holds' | number | undefined

type Columns = readonly [
  module: string,
  replicas: number,
  logSize: number,
  records: number,
  maxEpoch: number,
  generatedByTlc: number | undefined,
  distinct: number | undefined,
  depth: number | undefined,
  distinctUnderSymmetry: number | undefined,
  weakIsr: Finding,
  strongIsr: Finding,
]

/** The search was not completed, or not measured. */
const none = undefined
const holds = 'holds'

// oxfmt-ignore
const TABLE: readonly Columns[] = [
  ['truncate-to-high-watermark', 2, 2, 1, 1,    none,   none, none,   none,     9,    10],
  ['truncate-to-high-watermark', 2, 2, 2, 1,    none,   none, none,   none,     9,    10],
  ['truncate-to-high-watermark', 2, 2, 2, 2,   24459,  10131,   20,   none,     9,    10],
  ['truncate-to-high-watermark', 2, 3, 3, 2,   96117,  37667,   25,  18834,     9,    10],
  ['truncate-to-high-watermark', 3, 2, 1, 1,   31552,  10681,   17,   none,     9,     9],
  ['truncate-to-high-watermark', 3, 2, 2, 1,  222712,  67807,   21,  11453,     9,     9],
  ['truncate-to-high-watermark', 3, 2, 2, 2,    none,   none, none,   none,     9,     9],
  ['kip-101',                    2, 2, 1, 1,     659,    341,   12,   none, holds, holds],
  ['kip-101',                    2, 2, 2, 1,    2483,   1177,   15,   none, holds, holds],
  ['kip-101',                    2, 2, 2, 2,   21447,   9045,   18,   none,    12,    12],
  ['kip-101',                    2, 3, 3, 2,   81253,  32933,   21,  16467,    12,    12],
  ['kip-101',                    3, 2, 1, 1,   28840,   9841,   18,   none, holds,    12],
  ['kip-101',                    3, 2, 2, 1,  187996,  59788,   22,  10111, holds,    12],
  ['kip-101',                    3, 2, 2, 2,    none,   none, none,   none,    11,    11],
  ['kip-279',                    2, 2, 1, 1,     783,    341,   12,   none, holds, holds],
  ['kip-279',                    2, 2, 2, 1,    2753,   1177,   15,   none, holds, holds],
  ['kip-279',                    2, 2, 2, 2,   23425,   9027,   18,   none, holds, holds],
  ['kip-279',                    2, 3, 3, 2,   86831,  32713,   21,  16357, holds, holds],
  ['kip-279',                    3, 2, 1, 1,   36322,   9841,   18,   none, holds,    12],
  ['kip-279',                    3, 2, 2, 1,  220384,  60106,   22,  10164, holds,    12],
  ['kip-279',                    3, 2, 2, 2,    none,   none, none,   none,    11,    11],
  ['kip-320',                    2, 2, 1, 1,     471,    277,   12,   none, holds, holds],
  ['kip-320',                    2, 2, 2, 1,    1819,    957,   15,   none, holds, holds],
  ['kip-320',                    2, 2, 2, 2,   11839,   5973,   18,   none, holds, holds],
  ['kip-320',                    2, 3, 3, 2,   45141,  21493,   22,  10747, holds, holds],
  ['kip-320',                    3, 2, 1, 1,   16348,   6787,   18,   none, holds, holds],
  ['kip-320',                    3, 2, 2, 1,  104488,  39619,   22,   6713, holds, holds],
  ['kip-320',                    3, 2, 2, 2, 1967560, 737794,   26, 123311, holds,  none],
  ['kip-320-first-try',          2, 2, 1, 1,     637,    337,   12,   none, holds, holds],
  ['kip-320-first-try',          2, 2, 2, 1,    2399,   1165,   15,   none, holds, holds],
  ['kip-320-first-try',          2, 2, 2, 2,   19387,   8429,   18,   none, holds, holds],
  ['kip-320-first-try',          2, 3, 3, 2,   73715,  30737,   22,  15369, holds, holds],
  ['kip-320-first-try',          3, 2, 1, 1,   27088,   9661,   18,   none, holds, holds],
  ['kip-320-first-try',          3, 2, 2, 1,  179830,  59092,   22,   9983, holds, holds],
  ['kip-320-first-try',          3, 2, 2, 2,    none,   none, none,   none,    12,    13],
]

export const oracle: readonly OracleRow[] = TABLE.map(
  ([
    module,
    replicas,
    logSize,
    records,
    maxEpoch,
    generatedByTlc,
    distinct,
    depth,
    distinctUnderSymmetry,
    weak,
    strong,
  ]) => ({
    module,
    replicas,
    logSize,
    records,
    maxEpoch,
    generatedByTlc,
    distinct,
    depth,
    distinctUnderSymmetry,
    weakIsr: weak,
    strongIsr: strong,
  }),
)
