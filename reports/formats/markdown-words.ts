import { cut } from '../fit'
import { oneLine } from './words'

/**
 * Words out of data as they are put into Markdown, where signs mean things: links, pictures, HTML, names of people who are then told. Plain words stay as they are;
 * all else stands in a span of code, in which nothing means anything.
 */
export const words = (text: string, most = MOST_SIGNS): string => {
  // In a table a backslash would take away that of the bar behind it.
  const line = cut(oneLine(text), most).replace(/(?<=\\)\|/g, '¦')
  return PLAIN.test(line) && !LINKS.test(line) ? line : code(line)
}

const MOST_SIGNS = 300

// A name between underscores would be slanted, a number after # or GH- is a link on GitHub, and so is a bare address; :x: is a picture.
const PLAIN = /^$|^[\p{L}\p{N}.(',][\p{L}\p{N}\p{M} .,:;/=()'’"%+?-]*$/u
const LINKS = /:\/\/|:[\w+-]+:|www\.|\bGH-\d|\b[0-9a-f]{7,40}\b/i

/** A span of code ends with as many backticks as it begins with: one more than there are in it. */
const code = (line: string): string => {
  const fence = '`'.repeat(longestRun(line) + 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

/** A block of code, which nothing in it can end. */
export const codeBlock = (kind: string, lines: readonly string[]): readonly string[] => {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return [`${fence}${kind}`, ...lines.map(oneLine), fence]
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)

/** What is long is folded: GitHub and GitLab show the title, and the rest on a click. A blank line lets Markdown in again. */
export const folded = (title: string, lines: readonly string[]): readonly string[] => [
  '<details>',
  `<summary>${title}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
]
