/** A bug that a random walk has found: hunts.ts says how. */
export interface PinnedWalk {
  /** The name of its row. */
  readonly name: string
  readonly seed: number
  /**
   * Brokers, records, epochs and faults are those of the row. In larger bounds walks find nothing in four million steps, or break the property in
   * another way, which the version that mends the bug does not survive either.
   */
  readonly isWithinRow?: true
  /** The number of the walk that found it, from 0, and its step that broke the property. */
  readonly walk: number
  readonly step: number
  /** The steps of all walks up to that one. */
  readonly steps: number
}

/** Each bug from one of the first three seeds. A night test takes all walks from the first on. */
export const pinnedWalks: readonly PinnedWalk[] = [
  { name: 'B01', seed: 2, walk: 2, step: 55, steps: 2307 },
  { name: 'B02', seed: 1, walk: 576, step: 56, steps: 45378 },
  { name: 'B03', seed: 1, walk: 23, step: 79, steps: 3900 },
  { name: 'B04', seed: 0, walk: 6, step: 25, steps: 932 },
  { name: 'B05', seed: 1, walk: 8, step: 70, steps: 727 },
  { name: 'B06', seed: 0, walk: 308, step: 71, steps: 60240 },
  { name: 'B07', seed: 2, walk: 9028, step: 71, steps: 1462493 },
  { name: 'B08', seed: 2, walk: 60, step: 66, steps: 12046 },
  { name: 'B09-stall', seed: 0, walk: 24, step: 123, steps: 2831 },
  { name: 'kafka-7786', seed: 0, walk: 9479, step: 62, steps: 1566081 },
  { name: 'B10-stall', seed: 0, walk: 2, step: 101, steps: 1740 },
  { name: 'kafka-10706', seed: 0, walk: 42, step: 47, steps: 6824 },
  { name: 'B11', seed: 0, walk: 32, step: 80, steps: 6223 },
  { name: 'B15', seed: 2, walk: 4464, step: 86, steps: 733437 },
  { name: 'B16', seed: 1, isWithinRow: true, walk: 71, step: 34, steps: 1583 },
  { name: 'B16-process', seed: 1, walk: 19, step: 90, steps: 3146 },
  { name: 'B18', seed: 1, walk: 1, step: 104, steps: 164 },
  { name: 'B18-controller', seed: 0, walk: 36, step: 57, steps: 4795 },
  { name: 'B19', seed: 0, walk: 245, step: 11, steps: 15875 },
  { name: 'B19-kraft', seed: 2, walk: 634, step: 41, steps: 56995 },
  { name: 'B20', seed: 1, walk: 2, step: 35, steps: 159 },
  { name: 'B22', seed: 1, walk: 0, step: 19, steps: 19 },
  { name: 'B22-registration', seed: 0, walk: 0, step: 31, steps: 31 },
  { name: 'B23', seed: 2, walk: 17, step: 93, steps: 2095 },
  { name: 'B23-elr', seed: 2, walk: 0, step: 20, steps: 20 },
  { name: 'B24-acks-1', seed: 0, walk: 0, step: 29, steps: 29 },
  { name: 'B26', seed: 0, walk: 88, step: 30, steps: 1806 },
  { name: 'B27', seed: 0, walk: 1150, step: 17, steps: 92270 },
  { name: 'B29', seed: 1, walk: 55, step: 113, steps: 9638 },
  { name: 'B29-late', seed: 1, walk: 50, step: 27, steps: 6565 },
  { name: 'B31', seed: 0, walk: 275, step: 127, steps: 69213 },
  { name: 'B31-kraft', seed: 1, walk: 24, step: 70, steps: 5881 },
  { name: 'B32', seed: 1, walk: 645, step: 59, steps: 106029 },
  { name: 'B35', seed: 0, walk: 16, step: 27, steps: 892 },
  { name: 'B36', seed: 0, walk: 47, step: 52, steps: 2931 },
  { name: 'B37', seed: 0, walk: 36, step: 73, steps: 3349 },
  { name: 'B38', seed: 0, walk: 7, step: 61, steps: 459 },
  { name: 'B39', seed: 0, walk: 3, step: 9, steps: 245 },
  { name: 'B40-uncommitted', seed: 0, walk: 0, step: 30, steps: 846 },
  { name: 'B41', seed: 0, walk: 2, step: 2, steps: 1260 },
  { name: 'B42', seed: 0, walk: 0, step: 55, steps: 55 },
  { name: 'B50', seed: 0, walk: 327, step: 130, steps: 18601 },
  { name: 'B51', seed: 0, walk: 5, step: 73, steps: 338 },
  { name: 'B57', seed: 0, walk: 1069, step: 51, steps: 164121 },
  { name: 'B57-elr', seed: 0, walk: 2663, step: 41, steps: 473430 },
  { name: 'B57-kraft', seed: 0, walk: 15, step: 43, steps: 1969 },
  { name: 'B58', seed: 0, walk: 6802, step: 16, steps: 339450 },
  { name: 'B60', seed: 2, walk: 1627, step: 71, steps: 253120 },
  { name: 'B61', seed: 0, walk: 3470, step: 71, steps: 599949 },
  { name: 'B62', seed: 0, walk: 0, step: 119, steps: 119 },
  { name: 'B66', seed: 0, walk: 0, step: 11, steps: 11 },
  { name: 'B67', seed: 0, isWithinRow: true, walk: 2262, step: 25, steps: 72748 },
  { name: 'B68', seed: 1, walk: 5, step: 33, steps: 272 },
  { name: 'B69', seed: 0, walk: 0, step: 1, steps: 1 },
  { name: 'B69-elected', seed: 2, walk: 65, step: 29, steps: 3809 },
  { name: 'B69-lost', seed: 0, walk: 0, step: 12, steps: 12 },
  { name: 'B70', seed: 0, isWithinRow: true, walk: 27338, step: 45, steps: 1115503 },
]

/** Bugs for which walks have looked in vain: so many steps from a seed. */
export const unfound: readonly Pick<PinnedWalk, 'name' | 'seed' | 'steps'>[] = [
  { name: 'B43', seed: 0, steps: 4_000_000 },
  { name: 'B61-kraft', seed: 0, steps: 4_000_000 },
]
