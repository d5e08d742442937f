const COLOURS = 6

/** The class of an epoch's colour. Colours repeat, so the epoch is always shown as a number as well. */
export const epochClass = (epoch: number): string => (epoch < 0 ? 'e-none' : `e${epoch % COLOURS}`)
