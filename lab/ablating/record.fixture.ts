/** Some worlds of a matrix on record, made again. */
import { ablateAll, type Cell, type Matrix } from './matrix'
import { worldsFor, type AblationWorld } from './worlds'

const quiet = {
  clock: { now: () => 0, cpu: () => 0, pause: () => Promise.resolve() },
  isInterrupted: () => false,
  report: () => undefined,
}

/**
 * Makes the matrix again in some of its worlds. What the record says of these worlds is found again, and nothing breaks there sooner than
 * the record says of all.
 */
export const isFoundAgain = async (matrix: Matrix, isWanted: (one: AblationWorld) => boolean): Promise<void> => {
  const again = await ablateAll(matrix, quiet, { isWanted })
  const worlds = worldsFor(matrix.kafka, matrix.elr).filter(isWanted)
  const names = worlds.map(({ name }) => name)
  expect(again.worlds).toEqual(matrix.worlds.filter(({ name }) => names.includes(name)))
  for (const { without, cells } of matrix.rows) {
    const made = again.rows.find((row) => row.without === without)?.cells ?? []
    expect([without, ...cells.filter(({ world }) => names.includes(world))]).toEqual([
      without,
      ...made.filter((one) => isFirst(one, cells)),
    ])
    expect([without, ...made.filter((one) => isSooner(one, cells))]).toEqual([without])
  }
}

const known = ({ property }: Cell, cells: readonly Cell[]): Cell | undefined =>
  cells.find((one) => one.property === property)

const isFirst = (one: Cell, cells: readonly Cell[]): boolean => known(one, cells)?.world === one.world

const isSooner = (one: Cell, cells: readonly Cell[]): boolean => one.steps < (known(one, cells)?.steps ?? 0)
