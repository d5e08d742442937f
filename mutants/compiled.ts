import { transformSync } from '@swc/core'

/** A source of this project as JavaScript, as jest compiles it. */
export const compiled = (text: string): string =>
  transformSync(text, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
    module: { type: 'commonjs', ignoreDynamic: true },
  }).code
