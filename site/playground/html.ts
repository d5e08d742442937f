import { sourceOf } from '../../reports/html'
import { jsonForHtml } from '../../reports/json-for-html'
import { pageAppFromSource } from '../../reports/page/bundle'
import type { PageData } from '../../reports/page/data'
import { pageHtml, type PageApp } from '../../reports/page/html'
import { playgroundApp, type PlaygroundApp } from './bundle'
import { catalogue } from './catalogue'
import { frameAround } from './frame-around'

/** The playground as one file that needs no server and makes no request. The same sources give the same bytes. */
export const playgroundHtml = async (): Promise<string> => {
  const [app, page] = [await playgroundApp(), pageAppFromSource()]
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(app, page)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<title>tidemark playground</title>',
    `<style>${app.style}</style>`,
    '</head>',
    '<body>',
    '<div id="app"></div>',
    '<noscript>This page needs JavaScript: it searches by itself. It needs nothing from the network.</noscript>',
    dataOf('catalogue', catalogue()),
    dataOf('worker', app.worker),
    dataOf('page', frameAround(pageHtml(NO_SCHEDULE, page))),
    `<script>${app.script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const dataOf = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${jsonForHtml(value)}</script>`

const NO_SCHEDULE: PageData = {
  format: 1,
  kind: 'tidemark page',
  title: 'tidemark',
  command: 'page',
  findings: [],
  plots: [],
}

/**
 * A Web Worker and a frame that are made from a Blob have the policy of their page. So it names the program of the page that
 * draws, and allows the worker to compile the codec of a schema (kit/compile.ts). The frame has a policy of its own besides,
 * which allows no compilation.
 */
const policyFor = ({ script, style }: PlaygroundApp, page: PageApp): string =>
  [
    "default-src 'none'",
    `script-src ${sourceOf(script)} ${sourceOf(page.script)} 'unsafe-eval'`,
    `style-src ${sourceOf(style)} ${sourceOf(page.style)}`,
    'worker-src blob:',
    'frame-src blob:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
