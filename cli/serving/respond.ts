import type { Files } from '../../explorer/node/files'
import { isBadInput } from '../../lab/questions/bad-input'
import { sourceOf } from '../../reports/html'
import { listHtml, LIST_SCRIPT, LIST_STYLE } from '../../reports/list'
import { readSaved } from '../../reports/read-saved'
import { savedShapes } from '../../reports/saved'
import type { UnderWay } from '../live'
import type { Asked, Response } from './http'

/** The content of the server: saved runs, pages, and running work. */
export interface Site {
  readonly files: Files
  underWay(): readonly UnderWay[]
  /** The page of a saved run, from its path and text. Throws bad input if it has no page. */
  pageOf(path: string, text: string): string
}

const RUNS = '.tidemark/runs'
const PAGES = '.tidemark/pages'

/**
 * Answers one request. It only reads, and only files whose names are in the lists of runs and pages, so a path cannot
 * reach any other file. It accepts only local host names. This blocks DNS rebinding: a foreign page whose host name
 * resolves to this machine gets no access.
 */
export const respond = ({ files, underWay, pageOf }: Site, { method, path, host }: Asked, port: number): Response => {
  if (!NAMES.some((name) => host === `${name}:${port}`)) return plain(421, 'this server answers to localhost only')
  if (method !== 'GET' && method !== 'HEAD')
    return { ...plain(405, 'it only reads'), headers: { ...HEADERS, allow: 'GET, HEAD' } }
  const [folder = '', name = '', ...rest] = path
    .replace(/[?#].*$/, '')
    .split('/')
    .slice(1)
  if (rest.length > 0) return nothing
  if (folder === '' && name === '') return html(listHtml(runsIn(files), pagesIn(files), underWay()), LIST_POLICY)
  if (folder === 'live.json' && name === '') return json(JSON.stringify(underWay()))
  if (folder === 'runs' && name.endsWith('.json')) return fileOf(files, RUNS, name, json)
  if (folder === 'runs')
    return fileOf(files, RUNS, `${name}.json`, (text) => pageFor(`${RUNS}/${name}.json`, text, pageOf))
  if (folder === 'pages') return fileOf(files, PAGES, name, html)
  return nothing
}

const NAMES = ['localhost', '127.0.0.1']

/** The runs, newest first. A file that is not a run is listed with its error. */
const runsIn = (files: Files): Parameters<typeof listHtml>[0] =>
  files
    .list(RUNS)
    .filter(({ name }) => /^(?!latest).*\.json$/.test(name))
    .sort((one, other) => other.modified - one.modified)
    .slice(0, MOST_RUNS)
    .map(({ name, modified }) => {
      const found = readSaved(`${RUNS}/${name}`, files.read(`${RUNS}/${name}`) ?? '', savedShapes.run)
      const what = 'wrong' in found ? { trouble: found.wrong } : { run: found.value }
      return { name: name.replace(/\.json$/, ''), modified, ...what }
    })

const MOST_RUNS = 200

const pagesIn = (files: Files): readonly string[] =>
  files.list(PAGES).flatMap(({ name }) => (name.endsWith('.html') ? [name] : []))

const isIn = (files: Files, folder: string, name: string): boolean =>
  files.list(folder).some((listed) => listed.name === name)

const fileOf = (files: Files, folder: string, name: string, as: (text: string) => Response): Response => {
  const text = isIn(files, folder, name) ? files.read(`${folder}/${name}`) : undefined
  return text === undefined ? nothing : as(text)
}

const pageFor = (path: string, text: string, pageOf: Site['pageOf']): Response => {
  try {
    return html(pageOf(path, text))
  } catch (error) {
    if (isBadInput(error)) return plain(404, error.message)
    throw error
  }
}

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

const LIST_POLICY = [
  "default-src 'none'",
  `script-src ${sourceOf(LIST_SCRIPT)}`,
  `style-src ${sourceOf(LIST_STYLE)}`,
  "connect-src 'self'",
].join('; ')

/** A page contains its own policy. This additional policy forbids to show it in a frame. */
const html = (body: string, policy = ''): Response => ({
  status: 200,
  headers: {
    ...HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [policy, "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]
      .filter(Boolean)
      .join('; '),
  },
  body,
})

const json = (body: string): Response => ({
  status: 200,
  headers: { ...HEADERS, 'content-type': 'application/json; charset=utf-8' },
  body,
})

const plain = (status: number, body: string): Response => ({
  status,
  headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  body: `${body}\n`,
})

const nothing = plain(404, 'there is no such page')
