/** The guide as a site: it is whole, it needs no server, and search finds what is in it. */
import { join, posix } from 'node:path'
import { siteFiles } from './build'
import { termsOf } from './app/terms'
import { PLAYGROUND } from './frame'

const ROOT = join(__dirname, '..')
const files = new Map(siteFiles(ROOT))
const places = [...files.keys(), PLAYGROUND]
const pages = [...files].filter(([path]) => path.endsWith('.html') && !path.includes('schedules/'))

const idsIn = (html: string): readonly string[] => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)

test('every link and every picture leads to a file of the site, and to a place in it', () => {
  const dead = pages.flatMap(([path, html]) =>
    [...html.matchAll(/ (?:href|src)="([^"]+)"/g)]
      .map(([, link = '']) => link)
      .filter((link) => !link.startsWith('https:'))
      .filter((link) => {
        const [to = '', id] = link.split('#')
        const place = to === '' ? path : posix.join(posix.dirname(path), to)
        return (
          !places.includes(place) ||
          (id !== undefined && !idsIn(files.get(place) ?? '').includes(decodeURIComponent(id)))
        )
      })
      .map((link) => `${path}: ${link}`),
  )
  expect(dead).toEqual([])
})

test('no id is twice in a page', () => {
  const twice = pages.flatMap(([path, html]) => {
    const ids = idsIn(html)
    return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${path}: ${id}`)
  })
  expect(twice).toEqual([])
})

test('every page has a policy that allows no request', () => {
  for (const [, html] of pages) expect(html).toContain(`content="default-src 'none'; `)
})

test('what search finds is a place in the site', () => {
  for (const [path, html] of pages.filter(([, text]) => text.includes('id="sections"'))) {
    const json = /<script type="application\/json" id="sections">(.*?)<\/script>/.exec(html)?.[1] ?? '[]'
    const sections = JSON.parse(json) as readonly { readonly href: string; readonly text: string }[]
    expect(sections.length).toBeGreaterThan(0)
    for (const { href } of sections) {
      const [to = '', id = ''] = href.split('#')
      expect(idsIn(files.get(posix.join(posix.dirname(path), to)) ?? '')).toContain(id)
    }
  }
})

test('a Korean word is found by any of its ends, another by itself', () => {
  expect(termsOf('리더에포크')).toEqual(['리더에포크', '더에포크', '에포크', '포크'])
  expect(termsOf('Epoch')).toBe('epoch')
})
