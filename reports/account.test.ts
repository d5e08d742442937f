/** A saved account with an error is refused in one line, which names the location. */
import { accountShape } from './account'
import { accountWith } from './page/fixture'
import { readSaved } from './read-saved'

const fine = accountWith()
const read = (account: unknown): unknown => readSaved('saved.json', JSON.stringify(account, undefined, 1), accountShape)
const [deed, ...deeds] = fine.deeds
const [message, ...messages] = fine.messages
const { moments, guards } = fine

test('a saved account is read back unchanged', () => {
  expect(read(fine)).toEqual({ value: fine })
})

test.each([
  ['no JSON at all', 'no account', /^saved\.json:1: the file: /],
  ['another format', { ...fine, format: 2 }, /^saved\.json:2: format: /],
  ['an additional field', { ...fine, more: 1 }, /^saved\.json:\d+: the file: Unrecognized key: "more"$/],
  ['a missing field', { ...fine, guards: undefined }, /^saved\.json:\d+: guards: /],
  ['an unknown word', { ...fine, deeds: [{ ...deed, role: 'harms' }, ...deeds] }, /deeds\.0\.role: /],
  [
    'a step that is not a number',
    { ...fine, messages: [{ ...message, sent: '1' }, ...messages] },
    /messages\.0\.sent: /,
  ],
])('%s is refused', (_, account, wrong) => {
  expect(read(account)).toEqual({ wrong: expect.stringMatching(wrong) as string })
})

test.each([
  ['a missing deed', { ...fine, deeds }, 'deeds: expected 3, one per step of the trace'],
  ['a missing moment', { ...fine, moments: moments.slice(1) }, 'moments: expected 4: the initial state, and one per'],
  ['a lane that does not exist', { ...fine, deeds: [{ ...deed, touches: [4] }, ...deeds] }, 'deeds.0: expected lanes'],
  ['an arrow to nowhere', { ...fine, messages: [{ ...message, to: 9 }, ...messages] }, 'messages.0: expected lanes'],
  [
    'a message that is received before it is sent',
    { ...fine, messages: [{ ...message, sent: 2, received: 1 }, ...messages] },
    'messages.0: expected steps up to 3, and sent before it is received or lost',
  ],
  [
    'a message that is sent after the end',
    { ...fine, messages: [{ ...message, sent: 4, received: 4 }, ...messages] },
    'messages.0: expected steps up to 3, and sent before it is received or lost',
  ],
  [
    'an action that does not exist',
    { ...fine, guards: { ...guards, refused: [[1, 0]] } },
    'guards.refused.0: expected pairs of an existing action and an existing reason, or -1 for no reason',
  ],
  ['half a pair', { ...fine, guards: { ...guards, refused: [[], [0]] } }, 'guards.refused.1: expected pairs'],
])('%s is refused', (_, account, wrong) => {
  expect(read(account)).toEqual({ wrong: expect.stringContaining(wrong) as string })
})
