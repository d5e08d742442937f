import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { placeOf, type Chapter } from './chapters'

/** Pages of the project outside the guide to which the guide leads: the site has them as plain pages. */
export const outsideOf = (root: string, chapters: readonly Chapter[]): readonly string[] => {
  const paths = chapters.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, href = '']) => pageAt(path, href) ?? []),
  )
  return [...new Set(paths)]
    .filter((path) => !chapters.some((chapter) => chapter.path === path) && existsSync(join(root, path)))
    .sort()
}

/** Where a page from outside the guide is in the site. */
export const outsidePlace = (path: string): string => `more/${path.replace(/\.md$/, '').replaceAll('/', '-')}.html`

/**
 * Where the links of a page lead in the site. What the site does not have is no link: a site that is copied elsewhere
 * has no dead ones.
 */
export const linksFrom =
  (from: { readonly path: string; readonly place: string }, chapters: readonly Chapter[], outside: readonly string[]) =>
  (href: string): string | undefined => {
    if (/^(https?:|#)/.test(href)) return href
    const path = pageAt(from.path, href)
    if (path === undefined) return undefined
    const chapter = chapters.find((one) => one.path === path)
    const place = chapter === undefined ? (outside.includes(path) ? outsidePlace(path) : undefined) : placeOf(chapter)
    return place === undefined ? undefined : posix.relative(dirname(from.place), place) + (/#.*$/.exec(href)?.[0] ?? '')
  }

/** A drawing that is made with the pages of the project: its path from the root, and where it is in the site. */
const drawingAt = (from: string, href: string): { readonly path: string; readonly place: string } | undefined => {
  if (!href.endsWith('.svg') || /^[a-z]+:/.test(href)) return undefined
  const path = posix.join(dirname(from), href)
  return { path, place: `more/${path.replaceAll('/', '-')}` }
}

/** The drawings of these pages, each once. */
export const drawingsIn = (pages: readonly Pick<Chapter, 'path' | 'text'>[]): ReadonlyMap<string, string> =>
  new Map(
    pages.flatMap(({ path, text }) =>
      [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].flatMap(([, href = '']) => {
        const found = drawingAt(path, href)
        return found === undefined ? [] : [[found.place, found.path] as const]
      }),
    ),
  )

/** Where a page shows a drawing from. */
export const picturesFrom =
  (from: { readonly path: string; readonly place: string }) =>
  (href: string): string | undefined => {
    const found = drawingAt(from.path, href)
    return found === undefined ? undefined : posix.relative(dirname(from.place), found.place)
  }

/** The page that a relative link names, from the root of the project. */
const pageAt = (from: string, href: string): string | undefined => {
  const [path = ''] = href.split('#')
  return path.endsWith('.md') && !/^[a-z]+:/.test(path) ? posix.join(dirname(from), path) : undefined
}
