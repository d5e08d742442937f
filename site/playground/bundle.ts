import type { Plugin } from 'esbuild'
import { build } from 'esbuild'
import { join } from 'node:path'

/** The programs of the playground, and its style. */
export interface PlaygroundApp {
  readonly script: string
  readonly style: string
  /** The program of the Web Worker: model, properties, explorer and lab. */
  readonly worker: string
}

const ROOT = join(__dirname, '..', '..')

/**
 * What is different in a browser: these modules need Node, and others stand in for them. Every other module is the one of
 * the command line. A module that imports Node and is not here is an error of the build.
 */
const IN_BROWSER: Readonly<Record<string, string>> = {
  'lab/loading/load-file.ts': 'load-file.ts',
  'lab/loading/sources.ts': 'sources.ts',
  'lab/questions/case.ts': 'case.ts',
  'lab/searching/trust.ts': 'trust.ts',
  'lab/searching/engine.ts': 'engine.ts',
  'lab/searching/keep.ts': 'keep.ts',
  'cli/parts.ts': 'parts.ts',
}

const inBrowser: Plugin = {
  name: 'in-browser',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const stand =
        IN_BROWSER[
          `${join(resolveDir, path)
            .slice(ROOT.length + 1)
            .replaceAll('\\', '/')}.ts`
        ]
      return stand === undefined ? undefined : { path: join(__dirname, 'in-browser', stand) }
    })
    onResolve({ filter: /^node:util$/ }, () => ({ path: join(__dirname, 'in-browser', 'node-util.ts') }))
  },
}

/** The program of the worker. Rejects if a module in it needs Node. `entry` is another program, for a test. */
export const bundledWorker = async (entry = join(__dirname, 'worker', 'main.ts')): Promise<string> => {
  const { outputFiles } = await build({ ...COMMON, entryPoints: [entry], outdir: 'app', plugins: [inBrowser] })
  return outputFiles[0]?.text.trim() ?? ''
}

/** Builds the programs from their sources. */
export const playgroundApp = async (): Promise<PlaygroundApp> => {
  const [worker, { outputFiles }] = await Promise.all([
    bundledWorker(),
    build({
      ...COMMON,
      entryPoints: [join(__dirname, 'app', 'main.tsx'), join(__dirname, 'app', 'style.css')],
      outdir: 'app',
      banner: { js: '/* Contains Preact, Copyright (c) 2015-present Jason Miller, MIT License */' },
      ...{ jsx: 'automatic', jsxImportSource: 'preact' },
    }),
  ])
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? ''
  return { script: textOf('.js'), style: textOf('.css'), worker }
}

const COMMON = {
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
} as const
