import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nowhere } from '../cli/nowhere'
import { escaped } from '../reports/escaped'
import { pageAppFromSource } from '../reports/page/bundle'
import { guideApp } from './bundle'
import { chaptersIn, CONTENTS, placeOf, type Chapter } from './chapters'
import { framed, plainPage, type GuideApp } from './frame'
import { sectionsOf } from './index-of'
import { drawingsIn, linksFrom, outsideOf, outsidePlace, picturesFrom } from './links'
import { rendered, type Rendered } from './markdown'
import { drawnIn, type Drawn } from './schedules'
import { LANGUAGES, WORDS, type Language, type Words } from './words'

/** A file of the site: its path in the folder of the site, with forward slashes, and its content. */
export type SiteFile = readonly [path: string, content: string]

/** All files of the site but the playground, from the pages below a root. The same pages give the same bytes. */
export const siteFiles = (root: string): readonly SiteFile[] => {
  const chapters = LANGUAGES.flatMap((language) => chaptersIn(root, language))
  const outside = outsideOf(root, chapters)
  const app = guideApp()
  const copied = outside.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const drawings = drawingsIn([...chapters, ...copied])
  return [
    ...LANGUAGES.flatMap((language) => pagesIn(language, chapters, outside, app)),
    ...copied.map((page) => outsidePage(page, chapters, app)),
    ...[...drawings].map(([place, path]) => [place, readFileSync(join(root, path), 'utf8')] as const),
  ]
}

const pagesIn = (
  language: Language,
  chapters: readonly Chapter[],
  outside: readonly string[],
  app: GuideApp,
): readonly SiteFile[] => {
  const mine = chapters.filter((chapter) => chapter.language === language)
  const pageApp = pageAppFromSource()
  const made = mine.map((chapter) => {
    const drawn = drawnIn(chapter, pageApp, nowhere())
    return { chapter, drawn, text: renderedPage(chapter, drawn, chapters, outside) }
  })
  const sections = sectionsOf(
    made.map(({ chapter, text }) => ({ href: localPlace(chapter), title: chapter.title, rendered: text })),
  )
  const folder = language === 'en' ? '' : `${language}/`
  return made.flatMap(({ chapter, drawn, text: { html } }) => [
    [placeOf(chapter), framed({ chapter, html, all: mine, sections }, app)] as const,
    ...drawn.flatMap(({ picture, page }, index): SiteFile[] => [
      [`${folder}${scheduleAt(chapter, index)}.svg`, picture],
      [`${folder}${scheduleAt(chapter, index)}.html`, page],
    ]),
  ])
}

const renderedPage = (
  chapter: Chapter,
  drawn: readonly Drawn[],
  chapters: readonly Chapter[],
  outside: readonly string[],
): Rendered =>
  rendered(chapter.text, {
    words: WORDS[chapter.language],
    linkTo: linksFrom({ path: chapter.path, place: placeOf(chapter) }, chapters, outside),
    pictureAt: picturesFrom({ path: chapter.path, place: placeOf(chapter) }),
    behind: (line) => {
      const index = drawn.findIndex(({ end }) => end === line)
      const one = drawn[index]
      return one === undefined ? '' : figure(one, scheduleAt(chapter, index), WORDS[chapter.language])
    },
  })

/** The picture of a schedule, and the page that goes through it; the page is loaded when it is opened. */
const figure = ({ title, picture }: Drawn, at: string, words: Words): string =>
  [
    '<figure>',
    `<figcaption>${words.picture}</figcaption>`,
    `<div class="picture" tabindex="0" role="group" aria-label="${escaped(title)}">`,
    `<img src="${at}.svg" alt="${escaped(title)}"${sizeOf(picture)} loading="lazy"></div>`,
    `<details class="play"><summary>${words.play}</summary>`,
    `<iframe src="${at}.html" title="${escaped(title)}" loading="lazy"></iframe>`,
    `<p class="alone"><a href="${at}.html">${words.alone}</a></p></details>`,
    '</figure>\n',
  ].join('')

/** So that the text does not move when the picture comes. */
const sizeOf = (picture: string): string => /^<svg[^>]*?( width="\d+" height="\d+")/.exec(picture)?.[1] ?? ''

const outsidePage = (
  { path, text }: Pick<Chapter, 'path' | 'text'>,
  chapters: readonly Chapter[],
  app: GuideApp,
): SiteFile => {
  const place = outsidePlace(path)
  const words = WORDS.en
  const linkTo = linksFrom({ path, place }, chapters, [])
  const { html, headings } = rendered(text, {
    words,
    linkTo,
    pictureAt: picturesFrom({ path, place }),
    behind: () => '',
  })
  return [place, plainPage(headings[0]?.text ?? path, html, app)]
}

/** Within its language. */
const localPlace = ({ name }: Chapter): string => placeOf({ name, language: 'en' })

const scheduleAt = ({ name }: Chapter, index: number): string =>
  `schedules/${name === CONTENTS ? 'index' : name}-${index + 1}`
