/** The order of the numbers of properties, such as S16': S before A before L, each by its number, and S16' behind S16. */
export const byNumber = (one: string, other: string): number => rankOf(one) - rankOf(other)

const rankOf = (property: string): number =>
  1000 * 'SAL'.indexOf(property.charAt(0)) +
  10 * Number.parseInt(property.slice(1), 10) +
  Number(property.endsWith("'"))
