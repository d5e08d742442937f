import { pageAppFromSource } from './bundle'
import { pageData } from './data'
import { accountWith, pageWith } from './fixture'
import { pageHtml } from './html'

const app = { script: 'draw()', style: 'p{}' }
const HOSTILE = '</script><script>alert(1)</script><!-- \u2028 & "\' -->'

test('data cannot end its element, and is read back unchanged', () => {
  const data = pageWith({ title: HOSTILE, account: accountWith({ event: HOSTILE, value: HOSTILE }) })
  const html = pageHtml({ ...data, title: HOSTILE }, app)
  expect(html.match(/<script/g)).toHaveLength(2)
  expect(html.match(/<\/script/g)).toHaveLength(2)
  expect(html).not.toContain('<!--')
  const [, json = ''] = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(html) ?? []
  expect(json).not.toMatch(/[<>&\u2028]/)
  expect(JSON.parse(json)).toEqual({ ...data, title: HOSTILE })
})

test('the policy allows the script of the page and nothing else', () => {
  const html = pageHtml(pageWith(), app)
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? []
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; img-src data:/,
  )
  expect(policy).not.toContain('unsafe')
})

test('the same data make the same page', () => {
  expect(pageHtml(pageWith(), app)).toBe(pageHtml(pageWith(), app))
})

test('a script that would end its own element is never written', () => {
  expect(() => pageHtml(pageWith(), { ...app, script: '"</SCRIPT>"' })).toThrow('would end too early')
})

test('the program of the page is built from source as one file, and refers to no other file', () => {
  const { script, style } = pageAppFromSource()
  expect(script).toContain('getElementById("data")')
  expect(`${script}${style}`).not.toMatch(/<\/(script|style)|@import|url\(|\bimport\(|\beval\(|new Function/)
})

test('a page fits its schema', () => {
  expect(pageData.parse(pageWith())).toEqual(pageWith())
  expect(pageData.safeParse({ ...pageWith(), format: 2 }).success).toBe(false)
})
