import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from './words'

/** A page of the guide, in one language. */
export interface Chapter {
  /** The same in every language, without an ending: '4.1.3-replicas-and-commit'; 'README' is the contents. */
  readonly name: string
  readonly language: Language
  /** From the root of the project. */
  readonly path: string
  readonly text: string
  readonly title: string
}

const GUIDE = 'docs/guide'
export const CONTENTS = 'README'

/** The folder of the pages in a language, from the root of the project. */
const folderOf = (language: Language): string => (language === 'en' ? GUIDE : `${GUIDE}/${language}`)

/** The pages in the order of the chapter, the contents first. */
export const chaptersIn = (root: string, language: Language): readonly Chapter[] => {
  const folder = folderOf(language)
  if (!existsSync(join(root, folder))) return []
  const names = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -3))
    .sort((one, other) => (one === CONTENTS ? -1 : other === CONTENTS ? 1 : one < other ? -1 : 1))
  return names.map((name) => {
    const path = `${folder}/${name}.md`
    const text = readFileSync(join(root, path), 'utf8')
    const title = /^# (.+)$/m.exec(text)?.[1] ?? name
    return { name, language, path, text, title }
  })
}

/** Where a page is in the site: 'index.html', 'ko/4.2-controller.html'. */
export const placeOf = ({ name, language }: Pick<Chapter, 'name' | 'language'>): string =>
  `${language === 'en' ? '' : `${language}/`}${name === CONTENTS ? 'index' : name}.html`
