/** What is made when it is first asked for, and kept. */
export const onDemand = <T>(make: () => T): (() => T) => {
  const made: { value?: T } = {}
  return () => (made.value ??= make())
}
