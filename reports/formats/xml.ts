/** XML as text. Data is always escaped, so it cannot begin or end an element. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with its content on the same line. */
export const element = (name: string, attributes: Attributes, content = ''): string =>
  content === '' ? `<${opening(name, attributes)}/>` : `<${opening(name, attributes)}>${content}</${name}>`

/** An element with each child on a separate line. */
export const block = (name: string, attributes: Attributes, children: readonly string[]): string =>
  children.length === 0 ? element(name, attributes) : element(name, attributes, `\n${children.join('\n')}\n`)

const opening = (name: string, attributes: Attributes): string =>
  [
    name,
    ...Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}="${attributeText(String(value))}"`],
    ),
  ].join(' ')

/** Text between tags. */
export const xmlText = (text: string): string =>
  allowed(text).replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? character)

/** A parser replaces a line break in an attribute by a space, unless it is a numeric reference. */
const attributeText = (text: string): string =>
  allowed(text).replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? character)

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** XML 1.0 cannot represent most control characters and unpaired surrogates. */
const allowed = (text: string): string => text.replace(FORBIDDEN, '\ufffd')

const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
