/**
 * An error in the input, described in one line. It is not a bug in tidemark, so it is printed without a stack trace.
 */
export const badInput = (message: string): Error => Object.assign(new Error(message), { name: BAD_INPUT })

export const isBadInput = (error: unknown): error is Error => error instanceof Error && error.name === BAD_INPUT

const BAD_INPUT = 'BadInput'

/** ': expected 1.1, 2.0.0 or 2.1 (did you mean 2.1?)', the second half of an error message. */
export const expected = (said: string, known: readonly string[]): string => {
  const close = nearest(said, known)
  const all = known.length === 0 ? 'none' : [known.slice(0, -1).join(', '), known.at(-1)].filter(Boolean).join(' or ')
  return `: expected ${all}${close === undefined ? '' : ` (did you mean ${close}?)`}`
}

/** The known word that is most similar to the given word, if any is similar enough. */
const nearest = (said: string, known: readonly string[]): string | undefined => {
  const most = Math.max(1, Math.floor(said.length / 3))
  const byDistance = known
    // The difference in length is a lower bound of the distance. This check avoids comparing a word of a million
    // letters.
    .filter((word) => Math.abs(word.length - said.length) <= most)
    .map((word) => ({ word, distance: distanceOf(said.toLowerCase(), word.toLowerCase()) }))
    .filter(({ distance }) => distance <= most && distance < said.length)
    .sort((one, other) => one.distance - other.distance)
  return byDistance[0]?.word
}

/** The number of letters to insert, delete or change (Levenshtein distance). */
const distanceOf = (one: string, other: string): number => {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const change = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1)
      current.push(Math.min(change, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    above = current
  }
  return above.at(-1) ?? 0
}
