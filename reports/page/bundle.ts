import type * as Esbuild from 'esbuild'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { onDemand } from '../../kit/on-demand'
import type { PageApp } from './html'

const [SCRIPT, STYLE] = [join(__dirname, 'app.js'), join(__dirname, 'app.css')]

/** The program of the page. The package contains it; in the repository it is built from source when it is needed. */
export const pageApp = (): PageApp =>
  existsSync(SCRIPT)
    ? { script: readFileSync(SCRIPT, 'utf8'), style: readFileSync(STYLE, 'utf8') }
    : pageAppFromSource()

/**
 * This takes a tenth of a second, and is done once in a process. The package has no bundler, so the bundler is loaded only
 * here.
 */
export const pageAppFromSource = onDemand((): PageApp => {
  const { buildSync } = createRequire(__filename)('esbuild') as typeof Esbuild
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, 'app', 'main.tsx'), join(__dirname, 'app', 'style', 'all.css')],
    outdir: 'app',
    ...{ bundle: true, write: false, minify: true, format: 'iife', platform: 'browser' },
    ...{ target: 'es2022', charset: 'utf8', legalComments: 'none' },
    banner: { js: '/* Contains Preact, Copyright (c) 2015-present Jason Miller, MIT License */' },
    ...{ jsx: 'automatic', jsxImportSource: 'preact' },
  })
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? ''
  return { script: textOf('.js'), style: textOf('.css') }
})
