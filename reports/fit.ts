/** Text that must fit into the columns of a terminal. Every character that is printed here takes one column. */

/** The text in at most `width` columns. Cut text ends with an ellipsis. */
export const cut = (text: string, width: number): string => {
  if (text.length <= width) return text
  const signs = [...text]
  return signs.length <= width ? text : `${signs.slice(0, Math.max(0, width - 1)).join('')}…`
}

const widthOf = (text: string): number => [...text].length

/** Lines of at most `width` columns, broken between words. A longer word is broken as well. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const most = Math.max(1, width)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((one) => pieces(one, most))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= most) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

const pieces = (word: string, most: number): readonly string[] => {
  const signs = [...word]
  if (signs.length <= most) return [word]
  return Array.from({ length: Math.ceil(signs.length / most) }, (_, index) =>
    signs.slice(index * most, (index + 1) * most).join(''),
  )
}
