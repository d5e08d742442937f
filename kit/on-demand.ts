/** A value that is computed at the first call, and cached. */
export const onDemand = <T>(make: () => T): (() => T) => {
  const made: { value?: T } = {}
  return () => (made.value ??= make())
}
