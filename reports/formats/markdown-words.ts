import { cut } from '../fit'
import { oneLine } from './words'

/**
 * Words from data, made safe for Markdown, in which characters can be links, pictures, HTML or mentions. Plain words
 * stay unchanged. All other text becomes a code span, in which no character has a meaning.
 */
export const words = (text: string, most = MOST_SIGNS): string => {
  // In a table a backslash would escape the backslash of the bar after it.
  const line = cut(oneLine(text), most).replace(/(?<=\\)\|/g, '¦')
  return PLAIN.test(line) && !LINKS.test(line) ? line : code(line)
}

const MOST_SIGNS = 300

// Text between underscores is italic. On GitHub a number after # or GH- is a link, a bare address is a link, and :x: is
// a picture.
const PLAIN = /^$|^[\p{L}\p{N}.(',][\p{L}\p{N}\p{M} .,:;/=()'’"%+?-]*$/u
const LINKS = /:\/\/|:[\w+-]+:|www\.|\bGH-\d|\b[0-9a-f]{7,40}\b/i

/** A code span begins and ends with the same number of backticks: one more than the text contains. */
const code = (line: string): string => {
  const fence = '`'.repeat(longestRun(line) + 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

/** A code block that its content cannot end. */
export const codeBlock = (kind: string, lines: readonly string[]): readonly string[] => {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return [`${fence}${kind}`, ...lines.map(oneLine), fence]
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)

/**
 * Folds long content: GitHub and GitLab show the title, and the rest after a click. After a blank line Markdown is
 * active again.
 */
export const folded = (title: string, lines: readonly string[]): readonly string[] => [
  '<details>',
  `<summary>${title}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
]
