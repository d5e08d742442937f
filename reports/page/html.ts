import { escaped, sourceOf } from '../html'
import type { PageData } from './data'

/** The program of the page and how it looks, each in one piece. */
export interface PageApp {
  readonly script: string
  readonly style: string
}

/**
 * One file that needs nothing else. The policy in it lets run what has the hash of our script, and nothing that came with the
 * data; nor may anything be fetched.
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
    '<noscript>This page draws what is in it with a script of its own, and needs nothing from the network.</noscript>',
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

/** JSON that no parser of HTML takes for anything but text. */
const jsonForHtml = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Our own text; a bundler escapes what would end its element, and if ever it does not, nothing is written. */
const unclosing = (element: string, text: string): string => {
  if (text.toLowerCase().includes(`</${element}`)) throw new Error(`the ${element} of the page would end too early`)
  return text
}
