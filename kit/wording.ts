/**
 * The texts of an action within given bounds, each with its parameters in braces. The first is the one that is printed; all of
 * them can be read.
 *
 * A part in square brackets tells actions apart by a parameter: 'peer {peer} stops[ in era {era}]'. Where every
 * parameter in it has one possible value it tells nothing: then it is not printed, and whoever writes it is understood all the same.
 */
export const textsOf = (text: string, isOpen: (parameter: string) => boolean): readonly [string, ...string[]] => {
  const [first = '', ...more] = text
    .split(OPTIONAL)
    .map((piece, index) => ({ piece, isOptional: index % 2 === 1 }))
    .reduce<readonly string[]>(
      (texts, { piece, isOptional }) => {
        const ways = isOptional && !parametersIn(piece).some(isOpen) ? ['', piece] : [piece]
        return texts.flatMap((before) => ways.map((way) => before + way))
      },
      [''],
    )
  return [first, ...more]
}

/** A text with each parameter in its place. */
export const filledIn = (text: string, value: (parameter: string) => string): string =>
  text.replace(PARAMETER, (_, parameter: string) => value(parameter))

const parametersIn = (piece: string): readonly string[] => [...piece.matchAll(PARAMETER)].map((match) => match[1] ?? '')

const OPTIONAL = /\[([^\]]*)\]/
const PARAMETER = /\{(\w+)\}/g
