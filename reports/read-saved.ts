import type { z } from 'zod'
import { readLined } from './read-lined'

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
  const read = readLined(text, 'json')
  if ('wrong' in read) return { wrong: `${path}:${read.line}: this is not JSON: ${read.wrong}` }
  const found = shape.safeParse(read.value)
  if (found.success) return { value: found.data }
  const [issue] = found.error.issues
  const place = issue?.path.map(String) ?? []
  const where = place.length === 0 ? 'the file' : place.join('.')
  return {
    wrong: `${path}:${read.lineOf(issue?.path ?? [])}: ${where}: ${issue?.message ?? 'not as expected'}`,
  }
}
