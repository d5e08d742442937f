import { fieldTable } from '../reports/json-doc'
import { shapes } from '../reports/json'
import { savedCampaign } from '../reports/json-campaign'
import { savedShapes } from '../reports/saved'
import type { Files } from '../explorer/node/files'
import type { Io } from './io'
import { measuredTable } from './measured'
import { realTable } from './real-tables'
import { run } from './run'
import { memoryFiles, nowhere } from './nowhere'

/**
 * Fills in the command output that a page quotes. Two kinds of places are filled in; all other text stays unchanged:
 *
 * - a fenced block of kind `console` that begins with `$ npm run -s tidemark -- ...` gets the output of that command. A
 *   `replay` uses the token that the last block before it printed;
 * - the text between `<!-- tidemark ... -->` and `<!-- end -->` gets the same output as Markdown. The text between
 *   `<!-- fields NAME -->` and `<!-- end -->` gets the fields of a `--json` object, and that after
 *   `<!-- measured compaction -->` what is measured in the model, and that after `<!-- real ... -->` what real runs have shown.
 *
 * Files that a command writes are visible to the commands below it on the page.
 */
export const fill = async (page: string): Promise<string> => {
  const filled: string[] = []
  let end = 0
  let token: string | undefined
  const files = memoryFiles(new Map())
  for (const place of page.matchAll(PLACES)) {
    const [whole, console = '', marked = '', body = ''] = place
    const words = (console || marked).replace(TOKEN, (old) => token ?? old)
    const answer = await answerOf(words, files, body.trimEnd())
    token = TOKEN.exec(answer)?.[0] ?? token
    filled.push(page.slice(end, place.index), console === '' ? between(words, answer) : fenced(words, answer))
    end = place.index + whole.length
  }
  return [...filled, page.slice(end)].join('')
}

const fenced = (words: string, answer: string): string => `\`\`\`console\n$ npm run -s ${words}\n${answer}\n\`\`\``

const between = (words: string, answer: string): string => `<!-- ${words} -->\n${answer}\n<!-- end -->`

const PLACES =
  /```console\n\$ npm run -s (tidemark -- [^\n]*)\n[^]*?\n?```|<!-- ((?:tidemark|fields|measured|real) [^\n]*) -->\n([^]*?)<!-- end -->/g

const TOKEN = /\btm\d+:[\w=:,.+/-]+/

const answerOf = async (words: string, files: Files, body: string): Promise<string> => {
  const [kind, ...rest] = words.split(' ').filter((word) => word !== '--')
  if (kind === 'measured') return measuredTable(rest[0], rest[1])
  if (kind === 'real') return realTable(rest, body) ?? body
  if (kind === 'fields') return fieldTable(shapeOf(rest[0] ?? ''))
  const printed: string[] = []
  const io: Io = {
    ...nowhere(),
    files,
    out: (text) => void printed.push(text),
    err: (text) => void printed.push(text),
    self: 'npm run -s tidemark --',
  }
  await run(rest, io)
  return printed.join('').trimEnd()
}

const SHAPES = { ...shapes, savedRun: savedShapes.run, savedBaseline: savedShapes.baseline, savedCampaign } as const

const shapeOf = (name: string): (typeof SHAPES)[keyof typeof SHAPES] => {
  const found = Object.entries(SHAPES).find(([known]) => known === name)
  if (found === undefined) throw new Error(`no shape of --json is named '${name}'`)
  return found[1]
}
