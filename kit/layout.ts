import { widthOf, type Shape } from './schema'

/** The position of the next scalar: a word, and a bit within it. */
export interface Place {
  readonly word: number
  readonly shift: number
}

/** Assigns positions in order. A scalar never crosses a word boundary, so packing and unpacking it is one shift. */
export interface Cursor {
  /** Reserves `width` bits (0 .. 31). */
  take(width: number): Place
  /** The number of words used so far, at least 1. */
  words(): number
}

export const cursor = (): Cursor => {
  let word = 0
  let shift = 0
  return {
    take(width) {
      if (shift + width > 32) {
        word++
        shift = 0
      }
      const place = { word, shift }
      shift += width
      return place
    },
    words: () => word + 1,
  }
}

/** The number of bits of one scalar, or of the length of a list. */
export const widthOfScalar = (shape: Shape): number => {
  switch (shape.kind) {
    case 'int':
      return widthOf(shape.max - shape.min + 1)
    case 'flag':
      return shape.used ? 1 : 0
    case 'peer':
      return widthOf(shape.count + (shape.orNone ? 1 : 0))
    case 'peers':
      return shape.count
    case 'oneOf':
      return widthOf(shape.words.length)
    case 'list':
      return widthOf(shape.most + 1)
    case 'record':
    case 'row':
      throw new Error(`a ${shape.kind} is not a scalar`)
  }
}

/** Reserves the positions of everything in `shape`. Unused items of a list stay zero. */
export const skip = (shape: Shape, at: Cursor): void => {
  if (shape.kind === 'record') return shape.fields.forEach((field) => skip(field.shape, at))
  if (shape.kind === 'row') return repeat(shape.count, () => skip(shape.item, at))
  at.take(widthOfScalar(shape))
  if (shape.kind === 'list') repeat(shape.most, () => skip(shape.item, at))
}

/** The number of words that a value of this shape takes. */
export const layOut = (shape: Shape): { readonly words: number } => {
  const at = cursor()
  skip(shape, at)
  return { words: at.words() }
}

export const repeat = (times: number, act: (index: number) => void): void => {
  for (let index = 0; index < times; index++) act(index)
}
