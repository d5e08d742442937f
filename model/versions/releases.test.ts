import { isBefore, nearestTo, presetOf, released, releaseNamed, span, whyItStands, whyNotModelled } from './releases'
import { allAmendments, preset, releases } from './timeline'

/** What no release has is not looked for in one. */
const every = allAmendments.filter(({ since }) => since !== 'no release')

/** '2.1-IV2' came with 2.1. */
const versionOf = (since: string): string => since.replace(/-IV\d+$/, '')

describe('every release', () => {
  test.each(released.map((one) => [one.release, one] as const))(
    '%s has the amendments that came with it or before, and no other',
    (release, { preset: name, without, with: put }) => {
      const found = preset(name, { without, with: every.filter((one) => put.includes(one.name)) })
      const expected = every
        .filter(({ since }) => !isBefore(release, versionOf(since)))
        .filter(({ name: one }) => one !== 'kafka-7164-skipped' || release === '2.0.1')
        .filter(({ name: one }) => one !== 'kafka-10432-flaw' || isBefore(release, '2.6.1'))
        .filter(({ name: one }) => one !== 'kip-497-as-released' || isBefore(release, '3.2.0'))
        .filter(({ name: one }) => (one !== 'kafka-18991' && one !== 'kafka-18723') || release !== '4.0.0')
        .filter(({ name: one }) => one !== 'kip-858-as-released' || isBefore(release, '3.7.1'))
        .filter(({ name: one }) => one !== 'published-after-registration' || isBefore(release, '3.5.0'))
        .filter(({ name: one }) => one !== 'kafka-13207-flaw' || isBefore(release, '2.8.1'))
      expect(found?.amendments.map((one) => one.name).sort()).toEqual(expected.map((one) => one.name).sort())
    },
  )

  test('comes after the one before it in the table', () => {
    const pairs = released.slice(1).map(({ release }, index) => [released[index]?.release ?? '', release] as const)
    expect(pairs.filter(([before, after]) => !isBefore(before, after))).toEqual([])
  })

  test.each(releases)('preset %s stands for one as it is', (name) => {
    const same = released.filter((one) => one.preset === name && one.without.length + one.with.length === 0)
    expect(same.length).toBeGreaterThan(0)
  })
})

describe('a name', () => {
  test.each([
    ['2.1.0', '2.1'],
    ['2.1.1', '2.1.1'],
    ['2.0.1', '2.0.1'],
    ['1.0.2', '1.1 without kafka-5642 without kafka-6074'],
    ['0.11', '1.1 without kip-112 without kafka-5642 without kafka-6074 without kafka-5634'],
    ['0.8', '0.8.0'],
    [
      '0.8.2',
      '0.10.2 without kafka-2721 without kafka-4485 without kafka-3330 without kip-33 without kafka-4529 without kafka-2143 without kafka-2477',
    ],
    ['0.10', '0.10.2'],
    ['2.0', '2.0.0'],
    ['2.4', '2.6 without kafka-9338 without kafka-10706 without kafka-9491 without kip-570 with kafka-10432-flaw'],
    ['2.6', '2.6'],
    ['2.6.0', '2.6 without kafka-10706 with kafka-10432-flaw'],
    ['2.7', '2.8 without kip-595 without kafka-10471 without kafka-10778'],
    ['2.8', '2.8'],
    ['3.3', '3.5 without kip-903 without kafka-14704 with published-after-registration'],
    ['3.9', '3.9'],
    ['4.0.0', '4.0 without kafka-18991 without kafka-18723'],
    ['4.2', '4.1 with last-leader-at-loss'],
  ])('%s is %s', (name, expected) => {
    const found = releaseNamed(name)
    expect(found && presetOf(found)).toBe(expected)
  })

  test.each(['2', '2.1.2', '2.1.', '2.11', '0.7.2', '', 'x', '2.9', '3.0.0', 'baseline'])("'%s' is none", (name) =>
    expect(releaseNamed(name)).toBeUndefined(),
  )

  test('that others begin with says which of them it is', () => {
    const found = releaseNamed('0.11')
    expect(found && whyItStands('0.11', found)).toMatch(
      /^Kafka 1.1 without kip-112 without kafka-5642 without kafka-6074 without kafka-5634 stands for 0.11, as of 0.11.0.0: the same decisions; not modelled: KAFKA-6857/,
    )
  })

  test('of a preset with fewer numbers is that of the preset', () => {
    const found = releaseNamed('2.0')
    expect(found && whyItStands('2.0', found)).toBe('Kafka 2.0.0 stands for 2.0: the same decisions')
    const exact = releaseNamed('2.1.0')
    expect(exact && whyItStands('2.1.0', exact)).toBe('Kafka 2.1 stands for 2.1.0: the same decisions')
  })

  test('of a release whose source was not read says so', () => {
    const found = releaseNamed('4.4.0')
    expect(found && whyItStands('4.4.0', found)).toBe(
      'Kafka 4.3 stands for 4.4.0: its source was not read; its classes were run beside the model of 4.3',
    )
  })

  test('of a release between the eras says what is modelled, and what is nearest', () => {
    for (const name of ['3.0', '3.0.2', '3.1.0'])
      expect(whyNotModelled(name)).toMatch(/the nearest are 2.8.2 and 3.2.0$/)
    for (const name of ['2.6.3', '2.9', '3.2', '5.0', '4', '3', 'KRaft']) expect(whyNotModelled(name)).toBeUndefined()
  })

  test('of no release has a nearest one, if it is a version at all', () => {
    expect(nearestTo('2.1.7')).toBe('2.1.1')
    expect(nearestTo('1.2')).toBe('1.1.1')
    expect(nearestTo('0.7')).toBe('0.8.0')
    expect(nearestTo('9')).toBe('4.4.0')
    expect(nearestTo('soon')).toBeUndefined()
  })
})

test('the span goes from the first release that is modelled to the last', () =>
  expect(span.split(' to ')).toEqual([released[0]?.release, released.at(-1)?.release]))
