import MarkdownIt from 'markdown-it'
import { escaped } from '../reports/escaped'
import type { Words } from './words'

/** A heading of a page: search finds what stands under it. */
export interface Heading {
  readonly id: string
  readonly text: string
  readonly level: number
}

export interface Rendered {
  readonly html: string
  readonly headings: readonly Heading[]
}

export interface Rendering {
  readonly words: Words
  /** Where a link of the page leads in the site; undefined: nowhere, so that only its text stays. */
  readonly linkTo: (href: string) => string | undefined
  /** Where the site has a picture of the page; undefined: nowhere, so that only its description stays. */
  readonly pictureAt: (href: string) => string | undefined
  /** What is put behind the block that ends on this line of the page, from 1. */
  readonly behind: (line: number) => string
}

type Rules = ReturnType<typeof MarkdownIt>['renderer']['rules']

/** A page as HTML. Whatever is HTML in it is shown as text; a comment is left out. */
export const rendered = (text: string, { words, linkTo, pictureAt, behind }: Rendering): Rendered => {
  const markdown = MarkdownIt({ html: false, linkify: false, typographer: false })
  const headings: Heading[] = []
  // A link that leads nowhere in the site is its text alone: opening and closing tags are left out in pairs.
  const opened: boolean[] = []
  const rules: Rules = {
    fence: (tokens, index) => {
      const { info = '', content = '', map = null } = tokens[index] ?? {}
      return blockHtml(info.trim(), content, words) + behind(map?.[1] ?? 0)
    },
    table_open: () => `<div class="wide" tabindex="0" role="group" aria-label="${words.table}"><table>\n`,
    table_close: () => '</table></div>\n',
    heading_open: (tokens, index) => {
      const text = plain(tokens[index + 1]?.content ?? '')
      const level = Number(tokens[index]?.tag.slice(1) ?? 1)
      const id = freshId(text, headings)
      headings.push({ id, text, level })
      return `<h${level} id="${escaped(id)}">`
    },
    link_open: (tokens, index) => {
      const to = linkTo(String(tokens[index]?.attrGet('href') ?? ''))
      opened.push(to !== undefined)
      return to === undefined ? '' : `<a href="${escaped(to)}">`
    },
    link_close: () => (opened.pop() === true ? '</a>' : ''),
    image: (tokens, index) => {
      const at = pictureAt(String(tokens[index]?.attrGet('src') ?? ''))
      const about = escaped(tokens[index]?.content ?? '')
      return at === undefined ? about : `<img src="${escaped(at)}" alt="${about}" loading="lazy">`
    },
  }
  Object.assign(markdown.renderer.rules, rules)
  return { html: markdown.render(withoutComments(text)), headings }
}

/** Comments keep their lines, so that lines are counted as in the page. */
const withoutComments = (text: string): string =>
  text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ''))

const plain = (text: string): string => text.replace(/[`*]|\]\([^)]*\)|\[/g, '')

const freshId = (text: string, known: readonly Heading[]): string => {
  const base = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} .-]/gu, '')
    .trim()
    .replace(/[ .]+/g, '-')
  const same = known.filter(({ id }) => id === base || id.startsWith(`${base}--`)).length
  return same === 0 ? base : `${base}--${same}`
}

const RULE = '\n----\n'

/** Steps and what they print are told apart; of commands, the lines that are typed are. */
const blockHtml = (language: string, content: string, words: Words): string => {
  if (language === 'kafka') {
    const [said = '', printed] = content.split(RULE)
    return [
      '<div class="block">',
      pre('said', said, words.commands),
      ...(printed === undefined ? [] : [pre('printed', printed, words.output)]),
      '</div>\n',
    ].join('')
  }
  if (language === 'shell' || language === 'console') {
    const lines = content.trimEnd().split('\n')
    const marked = lines.map((line) => (/^(\$|>) /.test(line) ? typedHtml(line) : escaped(line)))
    return `<div class="block"><pre class="terminal" ${reached(words.terminal)}>${marked.join('\n')}</pre></div>\n`
  }
  return `<div class="block">${pre('printed', content, words.output)}</div>\n`
}

/** A typed line is broken between its words only, and not within `--topic`. */
const typedHtml = (line: string): string =>
  `<b>${line
    .split(' ')
    .map((word) => `<span>${escaped(word)}</span>`)
    .join(' ')}</b>`

/** What may be wider than its box can be reached and moved by keyboard. */
const reached = (label: string): string => `tabindex="0" role="group" aria-label="${escaped(label)}"`

const pre = (kind: string, text: string, label: string): string =>
  `<pre class="${kind}" ${reached(label)}>${escaped(text.trimEnd())}</pre>`
