import { createHash } from 'node:crypto'

/** Text as it is written in HTML, in an attribute as well: nothing in it is markup. */
export const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The source by which a content security policy lets run this script, or apply this style, and no other. */
export const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
