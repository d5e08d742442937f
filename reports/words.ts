/** How reports print numbers, identically on every machine. */

/** 1,234,567 */
export const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

/** '1 step', '2 steps' */
export const counted = (value: number, what: string): string => `${thousands(value)} ${what}${value === 1 ? '' : 's'}`

/** Odds as '1 in 7e7', rounded up. */
export const oneIn = (odds: number): string => {
  if (odds === 0) return 'none'
  const power = Math.floor(Math.log10(1 / odds))
  return `1 in ${Math.floor(1 / odds / 10 ** power)}e${power}`
}

/** Seconds with a meaningful number of digits. */
export const seconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} s`

/** 'one, two and three' */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
