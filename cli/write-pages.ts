import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fill } from './pages'

/** Every page that may quote a command. */
export const pages = (root: string): readonly string[] => [
  ...['README.md', 'CONTRIBUTING.md', join('model', 'README.md')].map((name) => join(root, name)),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(root, 'docs', name)),
]

/** `npm run pages`: runs the commands that the pages quote, and writes what they print. */
const main = async (): Promise<void> => {
  for (const path of pages(join(__dirname, '..'))) {
    const page = readFileSync(path, 'utf8')
    const filled = await fill(page)
    if (filled === page) continue
    writeFileSync(path, filled)
    process.stdout.write(`${path}: written\n`)
  }
}

if (require.main === module) void main()
