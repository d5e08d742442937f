import { posix } from 'node:path'
import { escaped } from '../reports/escaped'
import { sourceOf } from '../reports/html'
import { jsonForHtml } from '../reports/json-for-html'
import { placeOf, type Chapter } from './chapters'
import type { Section } from './section'
import { otherThan, WORDS } from './words'

/** Where the playground is in the site. */
export const PLAYGROUND = 'playground.html'

/** The program of every page of the guide. */
export interface GuideApp {
  readonly script: string
  readonly style: string
}

export interface Framed {
  readonly chapter: Chapter
  readonly html: string
  /** All pages in this language, in their order. */
  readonly all: readonly Chapter[]
  readonly sections: readonly Section[]
}

/**
 * A page of the guide as a file that needs no server: its style, its program and what is searched are inside. Its policy
 * allows that program, pictures and pages beside it, and nothing else.
 */
export const framed = ({ chapter, html, all, sections }: Framed, { script, style }: GuideApp): string => {
  const { language, title } = chapter
  const words = WORDS[language]
  const other = otherThan(language)
  const root = language === 'en' ? '' : '../'
  const switched = `${root}${placeOf({ ...chapter, language: other })}`
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(script, style)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<link rel="alternate" hreflang="${other}" href="${switched}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<a class="skip" href="#text">${words.skip}</a>`,
    '<header class="top">',
    `<a class="home" href="index.html">${words.guide}</a>`,
    `<search><label for="search" class="hidden">${words.search}</label>`,
    `<input id="search" type="search" placeholder="${words.search}" autocomplete="off" aria-controls="hits">`,
    `<div id="hits" role="region" aria-live="polite" aria-label="${words.found}" data-nothing="${words.nothing}" hidden></div></search>`,
    `<a class="playground" href="${root}${PLAYGROUND}">${words.playground}</a>`,
    `<a class="language" lang="${other}" hreflang="${other}" href="${switched}">${words.other}</a>`,
    '</header>',
    '<div class="columns">',
    `<nav class="contents" aria-label="${words.contents}"><details open><summary>${words.contents}</summary><ul>`,
    ...all.map((one) => linkOf(one, one.name === chapter.name)),
    '</ul></details></nav>',
    `<main id="text" tabindex="-1">`,
    html,
    around(all, chapter),
    '</main>',
    '</div>',
    `<script type="application/json" id="sections">${jsonForHtml(sections)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** A page from outside the guide, with the way back. */
export const plainPage = (title: string, html: string, { style }: GuideApp): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor('', style)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<header class="top"><a class="home" href="${posix.join('..', 'index.html')}">${WORDS.en.guide}</a></header>`,
    `<div class="columns plain"><main id="text">${html}</main></div>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')

const policyFor = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    "img-src 'self' file: data:",
    "frame-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const hrefOf = ({ name }: Chapter): string => placeOf({ name, language: 'en' })

const linkOf = (chapter: Chapter, isHere: boolean): string =>
  `<li><a href="${hrefOf(chapter)}"${isHere ? ' aria-current="page"' : ''}>${escaped(chapter.title)}</a></li>`

/** The pages before and after this one. */
const around = (all: readonly Chapter[], here: Chapter): string => {
  const at = all.findIndex(({ name }) => name === here.name)
  const words = WORDS[here.language]
  const [before, after] = [all[at - 1], all[at + 1]]
  return [
    `<nav class="around" aria-label="${words.before}, ${words.after}">`,
    before === undefined ? '' : `<a href="${hrefOf(before)}">${words.before}: ${escaped(before.title)}</a>`,
    after === undefined ? '' : `<a href="${hrefOf(after)}">${words.after}: ${escaped(after.title)}</a>`,
    '</nav>',
  ].join('')
}
