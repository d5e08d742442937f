/** The known word that is most similar to the given word, if any is similar enough. */
export const nearest = (said: string, known: readonly string[]): string | undefined => nearestOf(said, known, 1)[0]

/** The same, up to `most` of them, the most similar first. */
export const nearestOf = (said: string, known: readonly string[], most: number): readonly string[] => {
  const furthest = Math.max(1, Math.floor(said.length / 3))
  return (
    known
      // The difference in length is a lower bound of the distance. This check avoids comparing a word of a million
      // letters.
      .filter((word) => Math.abs(word.length - said.length) <= furthest)
      .map((word) => ({ word, distance: distanceOf(said.toLowerCase(), word.toLowerCase()) }))
      .filter(({ distance }) => distance <= furthest && distance < said.length)
      .sort((one, other) => one.distance - other.distance)
      .slice(0, most)
      .map(({ word }) => word)
  )
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
