/** Text on one line, as formats need it: what breaks lines, or turns the direction of writing, becomes a space. */
export const oneLine = (text: string): string => text.replace(BREAKS, ' ')

// eslint-disable-next-line no-control-regex
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g

/** An argument as a shell takes it: as it is, or in quotes. */
export const shellWord = (word: string): string =>
  /^[\w=:,.+/@%-]+$/.test(word) ? word : `'${oneLine(word).replaceAll("'", `'\\''`)}'`
