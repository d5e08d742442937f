import { createHash } from 'node:crypto'

/** The hash source with which a content security policy allows this script or style, and no other. */
export const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
