const COLOURS = 6

/** The class of an epoch's colour; they come again, so that the number always stands beside it. */
export const epochClass = (epoch: number): string => (epoch < 0 ? 'e-none' : `e${epoch % COLOURS}`)
