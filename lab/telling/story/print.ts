import type { View } from '../view'

/** A state as a small table: what each column holds, under its name; a line for each row, of a partition for instance. */
export const shown = <S, A>({ columns, cells, rows = 1 }: View<S, A>, state: S): readonly string[] =>
  aligned([columns, ...Array.from({ length: rows }, (_, row) => cells(state, row))])

/** Lines of cells below each other. */
export const aligned = (lines: readonly (readonly string[])[]): readonly string[] => {
  const [head = []] = lines
  const widths = head.map((_, index) => Math.max(...lines.map((words) => [...(words[index] ?? '')].length)))
  return lines.map((words) =>
    words
      .map((word, index) => word + ' '.repeat((widths[index] ?? 0) - [...word].length))
      .join('  ')
      .trimEnd(),
  )
}
