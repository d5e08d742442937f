import type { Rendered } from './markdown'
import type { Section } from './section'

interface Page {
  readonly href: string
  readonly title: string
  readonly rendered: Rendered
}

/** All sections of some pages: what stands between two headings, without its markup. */
export const sectionsOf = (pages: readonly Page[]): readonly Section[] =>
  pages
    .flatMap(({ href, title, rendered: { html, headings } }) =>
      html
        .split(/(?=<h[1-6] id=)/)
        .filter((part) => part.startsWith('<h'))
        .map((part, index) => {
          const heading = headings[index]
          return {
            href: `${href}#${heading?.id ?? ''}`,
            page: title,
            heading: heading?.text ?? title,
            text: textIn(part.replace(/^<h[^]*?<\/h\d>/, '')),
          }
        }),
    )
    .map((section, id) => ({ id, ...section }))

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

const textIn = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => SIGNS[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
