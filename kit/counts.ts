/** '2 acknowledged, 2 committed and 3 appended records': counts by kind, in the given order. */
export const countsText = (counts: Readonly<Record<string, number>>): string => {
  const words = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''} ${Object.values(counts).at(-1) === 1 ? 'record' : 'records'}`
}
