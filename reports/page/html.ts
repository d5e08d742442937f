import { escaped } from '../escaped'
import { sourceOf } from '../html'
import { jsonForHtml } from '../json-for-html'
import type { PageData } from './data'

/** The script and the style of the page. */
export interface PageApp {
  readonly script: string
  readonly style: string
}

/**
 * The page as one self-contained file. Its content security policy allows only the script with the hash of the page's
 * program, so nothing in the data can run. It also forbids all requests.
 */
export const pageHtml = (data: PageData, { script, style }: PageApp): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(script, style)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(data.title)}</title>`,
    `<style>${unclosing('style', style)}</style>`,
    '</head>',
    '<body>',
    '<div id="app"></div>',
    '<noscript>This page needs JavaScript to draw its content. It needs nothing from the network.</noscript>',
    `<script type="application/json" id="data">${jsonForHtml(data)}</script>`,
    `<script>${unclosing('script', script)}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')

const policyFor = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** The program itself. A bundler escapes text that would end the element; if it does not, this function throws. */
const unclosing = (element: string, text: string): string => {
  if (text.toLowerCase().includes(`</${element}`)) throw new Error(`the ${element} of the page would end too early`)
  return text
}
