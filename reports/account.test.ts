/** A saved account that is not as it should be is refused in one line, which names the place. */
import { accountShape } from './account'
import { accountWith } from './page/fixture'
import { readSaved } from './read-saved'

const fine = accountWith()
const read = (account: unknown): unknown => readSaved('saved.json', JSON.stringify(account, undefined, 1), accountShape)
const [deed, ...deeds] = fine.deeds
const [message, ...messages] = fine.messages
const { moments, guards } = fine

test('an account that was saved is read as it was', () => {
  expect(read(fine)).toEqual({ value: fine })
})

test.each([
  ['no JSON at all', 'no account', /^saved\.json:1: the file: /],
  ['another format', { ...fine, format: 2 }, /^saved\.json:2: format: /],
  ['a field too many', { ...fine, more: 1 }, /^saved\.json:\d+: the file: Unrecognized key: "more"$/],
  ['a field too few', { ...fine, guards: undefined }, /^saved\.json:\d+: guards: /],
  ['a word that is not known', { ...fine, deeds: [{ ...deed, role: 'harms' }, ...deeds] }, /deeds\.0\.role: /],
  ['a step that is no number', { ...fine, messages: [{ ...message, sent: '1' }, ...messages] }, /messages\.0\.sent: /],
])('%s is refused', (_, account, wrong) => {
  expect(read(account)).toEqual({ wrong: expect.stringMatching(wrong) as string })
})

test.each([
  ['a deed too few', { ...fine, deeds }, 'deeds: expected 3, one for each step of the trace'],
  ['a moment too few', { ...fine, moments: moments.slice(1) }, 'moments: expected 4: the beginning, and one for each'],
  ['a lane that is not there', { ...fine, deeds: [{ ...deed, touches: [4] }, ...deeds] }, 'deeds.0: expected lanes'],
  ['an arrow to nowhere', { ...fine, messages: [{ ...message, to: 9 }, ...messages] }, 'messages.0: expected lanes'],
  [
    'a message that is received before it is sent',
    { ...fine, messages: [{ ...message, sent: 2, received: 1 }, ...messages] },
    'messages.0: expected steps up to 3, and sent before anything else',
  ],
  [
    'a message that is sent after the end',
    { ...fine, messages: [{ ...message, sent: 4, received: 4 }, ...messages] },
    'messages.0: expected steps up to 3, and sent before anything else',
  ],
  [
    'an action that is not named',
    { ...fine, guards: { ...guards, refused: [[1, 0]] } },
    'guards.refused.0: expected pairs of an action and a reason that are there, or -1 for none',
  ],
  ['half a pair', { ...fine, guards: { ...guards, refused: [[], [0]] } }, 'guards.refused.1: expected pairs'],
])('%s is refused', (_, account, wrong) => {
  expect(read(account)).toEqual({ wrong: expect.stringContaining(wrong) as string })
})
