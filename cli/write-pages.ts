import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { madeFiles } from './made-files'
import { fill } from './pages'

/** All pages that may quote commands. */
export const pages = (root: string): readonly string[] => [
  ...['README.md', 'CONTRIBUTING.md', join('model', 'README.md')].map((name) => join(root, name)),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(root, 'docs', name)),
]

/**
 * `npm run pages`: runs the commands that the pages quote and fills in their output, and writes all generated files.
 */
const main = async (): Promise<void> => {
  const root = join(__dirname, '..')
  for (const [path, text] of madeFiles(root)) {
    const at = join(root, path)
    if (existsSync(at) && readFileSync(at, 'utf8') === text) continue
    mkdirSync(dirname(at), { recursive: true })
    writeFileSync(at, text)
    process.stdout.write(`${at}: written\n`)
  }
  for (const path of pages(root)) {
    const page = readFileSync(path, 'utf8')
    const filled = await fill(page)
    if (filled === page) continue
    writeFileSync(path, filled)
    process.stdout.write(`${path}: written\n`)
  }
}

if (require.main === module) void main()
