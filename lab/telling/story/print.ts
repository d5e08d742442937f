import type { View } from '../show'

/** A state on two or more lines: the cell of each column, under its name. */
export const shown = <S, A>({ columns, cells }: View<S, A>, state: S): readonly string[] => {
  const values = cells(state)
  const widths = columns.map((name, index) => Math.max(name.length, [...(values[index] ?? '')].length))
  const line = (words: readonly string[]): string =>
    words
      .map((word, index) => word + ' '.repeat((widths[index] ?? 0) - [...word].length))
      .join('  ')
      .trimEnd()
  return [line(columns), line(values)]
}
