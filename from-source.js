// Lets Node run this project from its sources: node -r ./from-source.js cli/main.ts. ts-node compiles them, and what it
// compiled is kept in .cache/compiled, one file for each source, until the source or the compiler is another one. So a
// start loads no compiler, and costs little more than a start of the built program (docs/decisions/0035).
const { createHash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { dirname, join, relative } = require('node:path')
const process = require('node:process')
const { threadId } = require('node:worker_threads')
const { devDependencies } = require('./package.json')

const KEPT = join(__dirname, '.cache', 'compiled')

const SETTINGS = readFileSync(join(__dirname, 'tsconfig.json'), 'utf8')

const COMPILER = `${devDependencies['ts-node']} ${devDependencies['@swc/core']} ${SETTINGS}`

const compiled = (path) => {
  const source = readFileSync(path, 'utf8')
  const within = relative(__dirname, path)
  if (within.startsWith('..') || within.startsWith('node_modules')) return compile(source, path)
  const seal = `//${createHash('sha256').update(COMPILER).update(source).digest('hex')}`
  const kept = join(KEPT, `${within}.js`)
  const known = readIfThere(kept)
  if (known !== undefined && known.endsWith(seal)) return known
  const code = `${compile(source, path)}\n${seal}`
  keep(kept, code)
  return code
}

const compile = (source, path) => {
  made.tsNode ??= require('ts-node').create({ cwd: __dirname })
  return made.tsNode.compile(source, path)
}

const made = {}

const readIfThere = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

// Other processes read and write the same files, so a file appears whole. A file that cannot be written costs time only.
const keep = (path, code) => {
  const part = `${path}.${process.pid}-${threadId}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(part, code)
    renameSync(part, path)
  } catch {
    // It is compiled again at the next start.
  }
}

const load = (module, path) => module._compile(compiled(path), path)
for (const ending of ['.ts', '.cts', '.mts']) require.extensions[ending] = load

process.setSourceMapsEnabled(true)
