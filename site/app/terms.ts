/**
 * What a word is found by. In Korean a particle follows its word without a space, and words are joined: 리더에포크의. So
 * a Korean word is found by each of its ends as well, which a search by beginnings then reaches: 에포크.
 */
export const termsOf = (word: string): string | string[] => {
  const lower = word.toLowerCase()
  if (!/[가-힣]/.test(lower)) return lower
  const signs = [...lower]
  return signs.slice(0, Math.max(1, signs.length - 1)).map((_, index) => signs.slice(index).join(''))
}
