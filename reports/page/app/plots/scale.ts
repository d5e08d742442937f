/** Round numbers from 0 to at least this one: 0, 200, 400, 600. */
export const ticks = (most: number, wanted = 4): readonly number[] => {
  if (most <= 0) return [0, 1]
  const rough = most / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const size = power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10)
  return Array.from({ length: Math.ceil(most / size - 1e-9) + 1 }, (_, index) => Number((index * size).toPrecision(12)))
}

/** 1200000 as '1.2M'. Numbers below ten thousand are not shortened. */
export const short = (value: number): string => {
  const [by, unit] = (Math.abs(value) < 1e4 ? undefined : UNITS.find(([size]) => Math.abs(value) >= size)) ?? [1, '']
  return by === 1 ? String(Number(value.toFixed(2))) : `${Number((value / by).toPrecision(3))}${unit}`
}

const UNITS: readonly (readonly [number, string])[] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
]
