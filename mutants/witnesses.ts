/** Tests of rules: in this state, this step has this effect, or is refused for this reason. */
export const RULES = 'model'

/**
 * Tests that two ways of computing the same result agree: steps, and the messages that they stand for; walks that try
 * every kind of action, and walks that try those for which there is occasion.
 */
export const AGREEMENTS: readonly string[] = ['lab/records/grain.test.ts', 'lab/walking/occasions.test.ts']
