/** What an operator fears, and the properties that break where it comes about. */

export type HarmId = (typeof harms)[number]['id']

export interface Harm {
  readonly id: string
  readonly what: string
  /** The numbers of the properties. One of them that breaks is the harm. */
  readonly properties: readonly string[]
}

/**
 * S1 and S14 name a record that a broker lacks which may lead; S2 is what a consumer sees of that. All are judged in every
 * run, because an operator who allows an unclean election still asks what it costs. L13 and L14 say what is so for good:
 * no operator acts, and what heals by itself has healed (docs/decisions/0058).
 */
export const harms = [
  { id: 'acknowledged', what: 'an acknowledged record is lost', properties: ['S1'] },
  { id: 'read', what: 'a record that was exposed to consumers is lost', properties: ['S14', 'S2'] },
  { id: 'refused', what: 'producers are refused until an operator acts', properties: ['L14'] },
  { id: 'leaderless', what: 'there is no leader until an operator acts', properties: ['L13'] },
] as const satisfies readonly Harm[]

export const harmsWith = (property: string): readonly HarmId[] => {
  const number = property.split(' ')[0] ?? property
  return harms.filter(({ properties }) => (properties as readonly string[]).includes(number)).map(({ id }) => id)
}

export const propertiesFor = (ids: readonly HarmId[]): readonly string[] =>
  harms.filter(({ id }) => ids.includes(id)).flatMap(({ properties }) => properties)
