import { escaped } from '../../reports/escaped'
import { jsonForHtml } from '../../reports/json-for-html'
import type { PageData } from '../../reports/page/data'

/** A page without its title and its data: what comes before, between and after them. */
export interface FrameAround {
  readonly before: string
  readonly between: string
  readonly after: string
}

/** Takes a page apart. Throws if it is none. */
export const frameAround = (html: string): FrameAround => {
  const [, before, between, after] =
    /^([^]*?<title>)[^<]*(<\/title>[^]*?<script type="application\/json" id="data">)[^<]*(<\/script>[^]*)$/.exec(
      html,
    ) ?? []
  if (before === undefined || between === undefined || after === undefined)
    throw new Error('the page of a schedule has no place for its data any more: see reports/page/html.ts')
  return { before, between, after }
}

/** The page with this title and data, as `tidemark page` writes it. */
export const framedPage = ({ before, between, after }: FrameAround, data: PageData): string =>
  [before, escaped(data.title), between, jsonForHtml(data), after].join('')
