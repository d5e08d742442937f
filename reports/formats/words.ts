/** Text on one line. Line breaks and characters that change the writing direction become spaces. */
export const oneLine = (text: string): string => text.replace(BREAKS, ' ')

// oxlint-disable-next-line no-control-regex
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g

/** An argument for a shell, in quotes if it needs them. */
export const shellWord = (word: string): string =>
  /^[\w=:,.+/@%-]+$/.test(word) ? word : `'${oneLine(word).replaceAll("'", `'\\''`)}'`
