// Runs a page of the documentation in a folder that has the package: writes the files that it shows, runs its commands
// one after the other, and compares what they print. Usage: node .ci/guide.js <page> <folder> [--rewrite]
const { execSync } = require('node:child_process')
const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const FENCE = /^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm

const [page, folder, mode] = process.argv.slice(2)
const known = { token: '' }

// A token in a command is the one that was printed last: where the machine changes, it changes.
const run = (command) => {
  try {
    return execSync(command, { cwd: folder, encoding: 'utf8', shell: '/bin/bash', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch ({ stdout, stderr }) {
    return `${stdout}${stderr}`
  }
}

const answered = (block) =>
  block
    .split('\n')
    .filter((line) => line.startsWith('$ '))
    .map((line) => {
      const shown = line.replace(/tm1:machine=\S+/, (old) => known.token || old)
      const printed = run(shown.slice(2)).trimEnd()
      known.token = /tm1:machine=\S+/.exec(printed)?.[0] ?? known.token
      return `${shown}\n${printed === '' ? '' : `${printed}\n`}`
    })
    .join('')

const text = readFileSync(page, 'utf8')
const filled = text.replace(FENCE, (whole, language, file, body) => {
  if (file !== undefined) writeFileSync(join(folder, file), body)
  return language === 'console' ? `\`\`\`console\n${answered(body)}\`\`\`` : whole
})
if (mode === '--rewrite') writeFileSync(page, filled)
else if (filled !== text) {
  const [were, are] = [text.split('\n'), filled.split('\n')]
  const line = were.findIndex((one, index) => one !== are[index])
  console.error(`${page}:${line + 1}: the page says\n  ${were[line]}\nand printed was\n  ${are[line]}`)
  process.exitCode = 1
}
