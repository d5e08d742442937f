import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { relative, resolve } from 'node:path'
import { checksum } from '../../kit/checksum'

/**
 * A checksum of the files that were loaded, and of the files of the project that they import: a change in any of them
 * makes another machine of them. Packages do not count.
 */
export const sourcesOf = (paths: readonly string[]): string => {
  const files = new Set<string>()
  const visit = (at: string): void => {
    if (files.has(at) || /[\\/]node_modules[\\/]/.test(at)) return
    files.add(at)
    for (const { filename } of cache[at]?.children ?? []) if (filename) visit(filename)
  }
  const { cache } = createRequire(__filename)
  for (const path of paths) visit(resolve(path))
  const texts = [...files].sort().map((at) => [relative(process.cwd(), at), readFileSync(at, 'utf8')])
  return checksum(JSON.stringify(texts))
}
