import { createInterface } from 'node:readline'
import type { Typing } from '../io'
import type { Desk, Done } from './desk'

/** A line of a file, and what it printed. */
export interface Taken extends Done {
  /** From 1. */
  readonly number: number
  readonly prompt: string
  readonly typed: string
  readonly isRecord: boolean
}

/** Takes the lines of a file or a pipe one by one, as far as its end or `exit`. */
export const takeLines = async ({ input }: Typing, desk: Desk, tell: (taken: Taken) => void): Promise<void> => {
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity, terminal: false })) {
    number++
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text === CTRL_D) desk.cutShort()
    else {
      const taken = takeLine(desk, number, text)
      tell(taken)
      if (taken.isEnd === true) return
    }
  }
}

/** A line with nothing but this ends a console producer. */
const CTRL_D = '\u0004'

/** In a `shell` block `> ` stands before a record. */
const takeLine = (desk: Desk, number: number, line: string): Taken => {
  const isRecord = desk.isProducing() && !line.startsWith('$ ')
  const typed = isRecord ? line.replace(/^> /, '') : line.replace(/^\$ /, '')
  if (!isRecord && desk.isProducing()) desk.cutShort()
  const prompt = desk.prompt()
  return { ...desk.enter(typed), number, prompt, typed, isRecord }
}
