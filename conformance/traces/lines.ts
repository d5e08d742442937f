/** The lines of a trace. Whatever is wrong with one is bad input: which line, what it has, what was expected. */
import type { z } from 'zod'
import { badInput } from '../../lab/questions/bad-input'

export interface Line {
  readonly name: string
  readonly text: string
  readonly number: number
  /** The last line of a file that does not end with a line feed. */
  readonly isCutOff: boolean
}

export const linesOf = (name: string, text: string): readonly Line[] => {
  const lines = text.split('\n')
  const isWhole = lines.at(-1) === ''
  if (isWhole) lines.pop()
  return lines.map((line, index) => ({
    ...{ name, text: line, number: index + 1 },
    isCutOff: !isWhole && index === lines.length - 1,
  }))
}

export const valueOf = (line: Line, form: string): unknown => {
  try {
    return JSON.parse(line.text)
  } catch {
    throw wrong(line, line.isCutOff ? `it is cut off: expected ${form}` : `it is not JSON: expected ${form}`)
  }
}

export const shapedAs = <T>(line: Line, shape: z.ZodType<T>, value: unknown): T => {
  const { success, data, error } = shape.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  const path = (issue?.path ?? []).map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  throw wrong(line, `${path.replace(/^\./, '') || 'the line'}: ${lowered(issue?.message ?? '')}`)
}

const lowered = (message: string): string => message.slice(0, 1).toLowerCase() + message.slice(1)

export const wrong = ({ name, number }: Line, what: string): Error => badInput(`${name}, line ${number}: ${what}`)
