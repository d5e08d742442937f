import { buildSync } from 'esbuild'
import { join } from 'node:path'
import type { GuideApp } from './frame'

/** The program and the style of the guide's pages, from their sources. */
export const guideApp = (): GuideApp => {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, 'app', 'main.ts'), join(__dirname, 'app', 'style.css')],
    outdir: 'app',
    ...{ bundle: true, write: false, minify: true, format: 'iife', platform: 'browser' },
    ...{ target: 'es2022', charset: 'utf8', legalComments: 'none' },
    banner: { js: '/* Contains MiniSearch, Copyright (c) Luca Ongaro, MIT License */' },
  })
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? ''
  return { script: textOf('.js'), style: textOf('.css') }
}
