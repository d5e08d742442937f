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
const printedBy = (kafka: string, lines: readonly string[]): readonly string[] => {
  const before = typedAll(sessionOf(kafka, 3), lines.slice(0, -1))
  return typedAll(before.session, lines.slice(-1)).output
}

export const SERVER = '--bootstrap-server kafka1:9091'
export const ZOOKEEPER = '--zookeeper zk1:2181'

/** A topic t with one partition on three brokers. */
export const create = (more = ''): string =>
  `kafka-topics ${SERVER} --create --topic t --partitions 1 --replication-factor 3 ${more}`

/** What is typed under a release, and what the last line prints. */
export type Row = readonly [claim: string, kafka: string, lines: readonly string[], printed: readonly string[]]

/** One test for each row. */
export const testRows = (rows: readonly Row[]): void => {
  test.each(rows)('%s (%s)', (_, kafka, lines, printed) => {
    expect(printedBy(kafka, lines)).toEqual(printed)
  })
}
