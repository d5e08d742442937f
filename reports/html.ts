import { createHash } from 'node:crypto'

/** Escapes text for HTML content and attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The hash source with which a content security policy allows this script or style, and no other. */
export const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
