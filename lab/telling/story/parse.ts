import { badInput } from '../../questions/bad-input'

/**
 * A story is a Markdown page: prose, `kafka` code blocks, and `shell` code blocks. A `kafka` block has commands above a line of
 * four dashes, and their output below it; these blocks of a page are one schedule. A `shell` block is what an operator sees:
 * each command, and below it what it printed; these blocks of a page are one session.
 */
export interface Story {
  readonly path: string
  readonly title: string
  readonly parts: readonly Part[]
  /** How its file begins and how its lines end: kept when it is written again. */
  readonly file: { readonly mark: string; readonly newline: string }
}

export type Part = Prose | Block | Screen

export interface Prose {
  readonly kind: 'prose'
  readonly lines: readonly string[]
}

export interface Block {
  readonly kind: 'block'
  readonly commands: readonly Command[]
  readonly expected: readonly string[]
  /** The number of the line that closes the block, from 1. */
  readonly end: number
}

/** A `shell` block: what is typed, and what is printed, line by line. */
export interface Screen {
  readonly kind: 'screen'
  readonly lines: readonly string[]
  /** The number of its first line, from 1. */
  readonly begin: number
  /** The number of the line that closes the block, from 1. */
  readonly end: number
}

export interface Command {
  readonly text: string
  /** From 1. */
  readonly line: number
}

const OPEN = '```kafka'
const OPEN_SCREEN = '```shell'
const CLOSE = '```'
const RULE = '----'

/** A byte order mark, which some editors write. */
const MARK = '\uFEFF'

export const parseStory = (path: string, text: string): Story => {
  const file = { mark: text.startsWith(MARK) ? MARK : '', newline: text.includes('\r\n') ? '\r\n' : '\n' }
  const lines = text.slice(file.mark.length).split(/\r?\n/)
  const title = lines.find((line) => line.startsWith('# '))?.slice(2)
  if (title === undefined) throw badInput(`${path}:1: a story begins with a title, expected '# ...'`)
  const parts: Part[] = []
  for (let at = 0; at < lines.length;) {
    const open = lines.findIndex((line, index) => index >= at && (line === OPEN || line === OPEN_SCREEN))
    parts.push({ kind: 'prose', lines: lines.slice(at, open < 0 ? lines.length : open) })
    if (open < 0) break
    const close = lines.indexOf(CLOSE, open + 1)
    if (close < 0) throw badInput(`${path}:${open + 1}: this block is not closed, expected '${CLOSE}'`)
    parts.push(lines[open] === OPEN ? blockOf(lines, open, close) : screenOf(lines, open, close))
    at = close + 1
  }
  if (parts.every(({ kind }) => kind === 'prose'))
    throw badInput(`${path}:1: no schedule in this story, expected '${OPEN}' or '${OPEN_SCREEN}'`)
  return { path, title, parts, file }
}

const screenOf = (lines: readonly string[], open: number, close: number): Screen => ({
  kind: 'screen',
  lines: lines.slice(open + 1, close),
  begin: open + 2,
  end: close + 1,
})

const blockOf = (lines: readonly string[], open: number, close: number): Block => {
  const inside = lines.slice(open + 1, close)
  const rule = inside.indexOf(RULE)
  const said = rule < 0 ? inside : inside.slice(0, rule)
  return {
    kind: 'block',
    commands: said.flatMap((text, index) =>
      text.trim() === '' ? [] : [{ text: text.trim(), line: open + 2 + index }],
    ),
    expected: rule < 0 ? [] : inside.slice(rule + 1),
    end: close + 1,
  }
}

/** The same page with what was printed in place of what was expected. All other text stays unchanged. */
export const rewriteStory = ({ parts, file }: Story, printed: readonly (readonly string[])[]): string => {
  const outputs = [...printed]
  const lines = parts.flatMap((part) => {
    if (part.kind === 'prose') return part.lines
    const output = outputs.shift() ?? []
    if (part.kind === 'screen') return [OPEN_SCREEN, ...output, CLOSE]
    const said = part.commands.map(({ text }) => text)
    return [OPEN, ...said, ...(output.length === 0 ? [] : [RULE, ...output]), CLOSE]
  })
  return file.mark + lines.join(file.newline)
}
