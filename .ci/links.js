// Follows every relative link of every Markdown file in a folder. Usage: node .ci/links.js <folder>
const { existsSync, readdirSync, readFileSync } = require('node:fs')
const { dirname, join } = require('node:path')

const LINK = /\]\(([^)#\s]+)(?:#[^)\s]*)?\)/g

/** Quoted text is no link: a regular expression looks like one. A link that has code as its name stays. */
const CODE = /`[^`\n]*`/g

const [folder] = process.argv.slice(2)
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.md') && !path.includes('node_modules'),
)
const dead = pages.flatMap((page) =>
  [...readFileSync(join(folder, page), 'utf8').replace(CODE, '').matchAll(LINK)]
    .map((match) => match[1])
    .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(folder, dirname(page), link)))
    .map((link) => `${page}: ${link} leads nowhere`),
)
for (const line of dead) console.error(line)
console.log(`${pages.length} pages, ${dead.length} dead links`)
process.exitCode = dead.length === 0 && pages.length > 0 ? 0 : 1
