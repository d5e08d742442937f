/** Files of users: machines, properties and amendments that are loaded while a question is read. */
import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { badInput } from '../questions/bad-input'
import type { Loaded } from './load'
import { isRecord } from './shape'
import { compileTypeScript } from './type-script'

/**
 * Loads a file. Node keeps what it loaded, so a file runs once per thread. Bad input, in one line, if there is no such
 * file, if it cannot be compiled, or if it throws.
 */
export const loadFile = (path: string, option: string): Loaded => {
  const at = resolve(path)
  if (!existsSync(at) || !statSync(at).isFile())
    throw badInput(
      `${option}: there is no file '${path}' in ${process.cwd()}: expected a path from the folder in which tidemark is started`,
    )
  if (!ENDINGS.test(path)) throw badInput(`${option}: '${path}': expected a file that ends in .js, .cjs, .mjs or .ts`)
  if (/\.[cm]?ts$/.test(path)) compileTypeScript(at, path, option)
  try {
    const loaded: unknown = createRequire(join(dirname(at), 'from-here.js'))(at)
    return { path, exports: named(loaded) }
  } catch (error) {
    throw badInput(`${option}: '${path}' cannot be loaded: ${reasonOf(error)}`)
  }
}

const ENDINGS = /\.(?:[cm]?js|[cm]?ts)$/

/** The named exports; what is exported as default counts as well, because ES modules may look like that. */
const named = (loaded: unknown): Loaded['exports'] => {
  if (typeof loaded !== 'object' || loaded === null) return { default: loaded }
  const all = loaded as Loaded['exports']
  const { default: otherwise } = all
  return typeof otherwise === 'object' && otherwise !== null ? { ...(otherwise as Loaded['exports']), ...all } : all
}

/** What went wrong, in one line: the first line of a syntax error names the place and not the error. */
const reasonOf = (error: unknown): string => {
  if (!isRecord(error)) return `it throws ${String(error)}`
  const { name, message, stack } = { name: 'Error', message: '', stack: '', ...partsOf(error) }
  const [place = ''] = stack.split('\n')
  if (name === 'SyntaxError') return `${message} (${placeOf(place)})`
  const missing = /Cannot find (?:module|package) '([^'./][^']*)'/.exec(message)?.[1]
  if (missing !== undefined) return `it imports '${missing}', which is not installed there: npm install ${missing}`
  return name === 'TSError' ? firstLines(message) : `it throws ${name}: ${firstLines(message)}`
}

/** What is thrown may be an error of another realm, so it is known by its parts. */
const partsOf = ({
  name,
  message,
  stack,
}: Readonly<Record<string, unknown>>): Partial<Record<'name' | 'message' | 'stack', string>> => ({
  ...(typeof name === 'string' ? { name } : {}),
  ...(typeof message === 'string' ? { message } : {}),
  ...(typeof stack === 'string' ? { stack } : {}),
})

const placeOf = (line: string): string => (/:\d+$/.test(line) ? `line ${line.split(':').at(-1)}` : 'syntax error')

/** A compiler says where on the first line and what on the next. */
const firstLines = (message: string): string =>
  message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 2)
    .join(' ')
