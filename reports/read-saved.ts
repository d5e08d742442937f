import { LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'

/** What is wrong with a saved file, in one line that names the line; or what is in it. */
export type Read<T> = { readonly value: T } | { readonly wrong: string }

/** Reads JSON as a saved run or a baseline. Where something is wrong it is read again as YAML, which JSON is, because that parser knows its lines. */
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
    return { wrong: `${path}:${line}: this is no JSON: ${firstLine(error.message)}` }
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

/** The line of the deepest part of a path that is there. */
const lineOf = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): number => {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] } | undefined
    const start = node?.range?.[0]
    if (start !== undefined) return lines.linePos(start).line
  }
  return 1
}
