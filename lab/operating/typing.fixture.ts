import { sessionOf, type Session } from './session'
import { ended, typed } from './typed'

/** Types lines at a prompt, one after the other: '> ' begins a line for a console producer, which any other line ends. */
export const typedAll = (session: Session, lines: readonly string[]): { session: Session; output: readonly string[] } =>
  lines.reduce<{ session: Session; output: readonly string[] }>(
    (before, line) => {
      const isRecord = line.startsWith('> ')
      const { session: next, output } = typed(
        isRecord ? before.session : ended(before.session),
        line.replace(/^> /, ''),
      )
      return { session: next, output: [...before.output, ...output] }
    },
    { session, output: [] },
  )

/** What the last of these lines prints. */
export const printedBy = (kafka: string, lines: readonly string[]): readonly string[] => {
  const before = typedAll(sessionOf(kafka, 3), lines.slice(0, -1))
  return typedAll(before.session, lines.slice(-1)).output
}
