import { LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'

/** The content of a saved file, or its error on one line that names the line of the file. */
export type Read<T> = { readonly value: T } | { readonly wrong: string }

/**
 * Reads a saved run or a baseline. On an error the file is parsed again as YAML, a superset of JSON, because that
 * parser knows line numbers.
 */
export const readSaved = <T>(path: string, text: string, shape: z.ZodType<T>): Read<T> => {
  const found = shape.safeParse(parsed(text))
  return found.success ? { value: found.data } : readByLines(path, text, shape)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readByLines = <T>(path: string, text: string, shape: z.ZodType<T>): Read<T> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, strict: true, version: '1.2', schema: 'json' })
  const [error] = document.errors
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0])
    return { wrong: `${path}:${line}: this is not JSON: ${firstLine(error.message)}` }
  }
  const found = shape.safeParse(document.toJS())
  if (found.success) return { value: found.data }
  const [issue] = found.error.issues
  const place = issue?.path.map(String) ?? []
  const where = place.length === 0 ? 'the file' : place.join('.')
  return {
    wrong: `${path}:${lineOf(document, lines, issue?.path ?? [])}: ${where}: ${issue?.message ?? 'not as expected'}`,
  }
}

const firstLine = (message: string): string =>
  message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message

/** The line of the deepest existing part of a path. */
const lineOf = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): number => {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] } | undefined
    const start = node?.range?.[0]
    if (start !== undefined) return lines.linePos(start).line
  }
  return 1
}
