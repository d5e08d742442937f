/** What the controller knows of a broker that registers again before its failure was noticed. */
import { bounds, defaultSettings } from '../../bounds'
import { brokerOf } from '../../cluster'
import { establishedCluster } from '../../initial'
import { preset } from '../../versions/timeline'
import type { Decisions } from '../../versions/decisions'
import { bouncedBrokers } from '../coordinator'
import { register } from './registration'

const bouncedWith = (decisions: Partial<Decisions>): number => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  const config = { decide: { ...protocol.decide, ...decisions }, settings: defaultSettings, bounds: bounds() }
  const registered = register(config, establishedCluster(config), 1)
  expect(brokerOf(registered, 1).requests).toEqual([])
  return bouncedBrokers(registered)
}

describe('the controller knows an old broker epoch', () => {
  test('if it compares broker epochs, or if brokers do', () => {
    expect(bouncedWith({ noticesBounce: () => true })).toBe(0b010)
    expect(bouncedWith({ acceptsStaleBrokerEpoch: () => false })).toBe(0b010)
  })

  test('in no version in which there are no broker epochs', () => expect(bouncedWith({})).toBe(0))
})
