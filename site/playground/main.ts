import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { playgroundHtml } from './html'

/** `npm run playground`: builds the playground as one file. Usage: node -r ./from-source.js site/playground/main.ts [file] */
const main = async (): Promise<void> => {
  const to = resolve(process.argv[2] ?? join(__dirname, '..', '..', '.tidemark', 'playground.html'))
  const html = await playgroundHtml()
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, html)
  const kilobytes = Math.round(Buffer.byteLength(html) / 1000)
  process.stdout.write(`written   ${to}: ${kilobytes} kB\nopen      ${pathToFileURL(to).href}\n`)
}

void main()
