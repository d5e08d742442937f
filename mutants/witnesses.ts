/** Tests of rules: in this state, this step has this effect, or is refused for this reason. */
export const RULES = 'model'

/** Tests that two ways of computing the same result agree: steps, and the messages that they stand for. */
export const AGREEMENTS = 'lab/records/grain.test.ts'
