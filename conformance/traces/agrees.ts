/** Does one value of an observation agree with another? The same question as `compare`, for whoever asks it a million times. */

/** What one side leaves out is not looked at. */
export const agrees = (one: unknown, other: unknown): boolean => {
  if (one === other || one === undefined || other === undefined) return true
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return false
    for (let place = 0; place < one.length; place++) if (!agrees(one[place], other[place])) return false
    return true
  }
  if (!isRecord(one) || !isRecord(other)) return false
  for (const name in one) if (!agrees(one[name], other[name])) return false
  return true
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
