/** What a file exports, by name. */
export interface Loaded {
  /** The path as it was given. */
  readonly path: string
  readonly exports: Readonly<Record<string, unknown>>
}

/** True for a word that can only be a path: it has a slash, or ends like a program. Names have neither. */
export const isPath = (word: string): boolean => /[\\/]|\.[cm]?[jt]s$/.test(word)

/** Names for an error message: 'properties and default'. */
export const exportsText = ({ exports }: Loaded): string => {
  const names = Object.keys(exports)
  return names.length === 0 ? 'nothing' : names.join(', ')
}
