import { LineCounter, parseDocument, type Document } from 'yaml'

/** A text that was read as YAML, of which JSON is a part, and where each value is in it. */
export type Lined =
  | { readonly value: unknown; lineOf(path: readonly PropertyKey[]): number }
  | { readonly line: number; readonly wrong: string }

/**
 * Reads a text with its lines. `words`: every scalar is a string as it is written, so that 2.0 stays 2.0, and no stays no;
 * `json`: scalars are those of JSON.
 */
export const readLined = (text: string, scalars: 'json' | 'words'): Lined => {
  const lines = new LineCounter()
  const schema = scalars === 'json' ? 'json' : 'failsafe'
  const document = parseDocument(text, { lineCounter: lines, strict: true, version: '1.2', schema })
  const [error] = document.errors
  if (error !== undefined) return { line: lines.linePos(error.pos[0]).line, wrong: firstLine(error.message) }
  try {
    return { value: document.toJS(), lineOf: (path) => lineIn(document, lines, path) }
  } catch (failure) {
    // Aliases that unfold to more than anybody has written.
    return { line: 1, wrong: firstLine(failure instanceof Error ? failure.message : String(failure)) }
  }
}

const firstLine = (message: string): string =>
  message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message

/** The line of the deepest existing part of a path. */
const lineIn = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): number => {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] } | undefined
    const start = node?.range?.[0]
    if (start !== undefined) return lines.linePos(start).line
  }
  return 1
}
