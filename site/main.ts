import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { siteFiles } from './build'
import { PLAYGROUND } from './frame'
import { playgroundHtml } from './playground/html'

/** `npm run guide`: builds the guide as a site that needs no server. Usage: node -r ./from-source.js site/main.ts [folder] */
const main = async (): Promise<void> => {
  const root = join(__dirname, '..')
  const to = process.argv[2] ?? join(root, '.tidemark', 'guide')
  rmSync(to, { recursive: true, force: true })
  const files = [...siteFiles(root), [PLAYGROUND, await playgroundHtml()] as const]
  for (const [path, content] of files) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    writeFileSync(join(to, path), content)
  }
  process.stdout.write(
    `written   ${to}: ${files.length} files\nopen      ${pathToFileURL(join(to, 'index.html')).href}\n`,
  )
}

void main()
