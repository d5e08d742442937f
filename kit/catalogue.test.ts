import { catalogue, type Catalogue } from './catalogue'
import { int, peer } from './schema'

type Action =
  | { readonly type: 'Send'; readonly to: number; readonly channel: number }
  | { readonly type: 'Drop'; readonly channel: number; readonly era: number }

/** Two peers, so many channels, so many eras. */
const actionsOf = (channels: number, eras: number): Catalogue<Action> => {
  const channel = int(0, channels - 1)
  return catalogue<Action>({
    Send: {
      code: 's',
      text: 'sends to {to}[ on channel {channel}]',
      fields: { to: peer(2), channel },
      implied: ['channel'],
    },
    Drop: {
      code: 'd',
      text: 'drops the next[ of channel {channel}][ in era {era}], for good',
      fields: { channel, era: int(0, eras - 1) },
      implied: ['channel'],
    },
  })
}

const send = (to: number, channel: number): Action => ({ type: 'Send', to, channel })
const drop = (channel: number, era: number): Action => ({ type: 'Drop', channel, era })

describe('a parameter with one possible value', () => {
  const { encode, decode, print, parse } = actionsOf(1, 1)

  it('takes no place in the code where it is implied, and its place where it is not', () => {
    expect([encode(send(1, 0)), encode(drop(0, 0))]).toEqual(['s2', 'd0'])
    expect([decode('s2'), decode('d0')]).toEqual([send(1, 0), drop(0, 0)])
  })

  it('is not printed in an optional part of the text', () => {
    expect([print(send(1, 0)), print(drop(0, 0))]).toEqual(['sends to 2', 'drops the next, for good'])
  })

  it.each([
    'drops the next, for good',
    'drops the next of channel 0, for good',
    'drops the next in era 0, for good',
    'drops the next of channel 0 in era 0, for good',
  ])('may be said or left out: %s', (text) => {
    expect(parse(text)).toEqual(drop(0, 0))
  })
})

describe('a parameter with several possible values', () => {
  const { encode, decode, print, parse } = actionsOf(3, 1)

  it('takes its place in the code', () => {
    expect([encode(send(1, 2)), encode(drop(2, 0))]).toEqual(['s2.2', 'd2.0'])
    expect([decode('s2.2'), decode('s2')]).toEqual([send(1, 2), undefined])
  })

  it('is printed, and has to be said', () => {
    expect([print(send(1, 2)), print(drop(2, 0))]).toEqual([
      'sends to 2 on channel 2',
      'drops the next of channel 2, for good',
    ])
    expect([parse('sends to 2 on channel 2'), parse('sends to 2')]).toEqual([send(1, 2), undefined])
  })
})

describe('the counterpart of an action of other bounds', () => {
  it('has the same parameters, however they are written', () => {
    const [small, large] = [actionsOf(1, 1), actionsOf(3, 2)]
    for (const action of small.all) expect(small.counterpart(large.counterpart(action))).toBe(action)
    expect(small.counterpart({ ...send(1, 0) })).toBe(small.decode('s2'))
  })

  it('is missing where these bounds rule it out', () => {
    const { counterpart, ordinal } = actionsOf(1, 1)
    expect([counterpart(send(1, 2)), counterpart(drop(0, 1))]).toEqual([undefined, undefined])
    expect(() => ordinal(send(1, 2))).toThrow('not an action within these bounds')
  })
})

test('every action can be read as it is written', () => {
  const { all, encode, decode, print, parse, ordinal } = actionsOf(3, 2)
  for (const action of all) {
    expect([decode(encode(action)), parse(print(action))]).toEqual([action, action])
    expect(all[ordinal(action)]).toBe(action)
  }
})
