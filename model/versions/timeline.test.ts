import { newer } from './tags'
import { isSince, preset } from './timeline'

describe('a preset', () => {
  test('is named after its release', () => {
    expect(preset('2.0.0')?.name).toBe('2.0.0')
    expect(preset('2.0.0')?.release).toBe('2.0.0')
  })

  test('of no release is none', () => expect(preset('2.11')).toBeUndefined())

  test('has the amendments of its release and of those before it', () => {
    expect(preset('0.8.0')?.amendments).toEqual([])
    expect(preset('2.0.0')?.amendments.map(({ name }) => name)).toContain('kip-101')
    expect(preset('2.0.0')?.amendments.map(({ name }) => name)).not.toContain('kip-320')
  })

  test('has what the next release replaced, and the next one has it not', () => {
    const namesOf = (release: string): readonly string[] => preset(release)?.amendments.map(({ name }) => name) ?? []
    expect(namesOf('2.0.1')).toContain('kafka-7164-skipped')
    expect(namesOf('2.0.1')).not.toContain('kafka-7164')
    expect(namesOf('2.1')).not.toContain('kafka-7164-skipped')
    expect(namesOf('2.1')).toContain('kafka-7164')
  })

  test('says what was left out of it', () => {
    const varied = preset('2.1', { without: ['kip-320/fences', 'kip-279'] })
    expect(varied?.name).toBe('2.1 without kip-320/fences without kip-279')
    expect(varied?.amendments.map(({ name }) => name)).not.toContain('kip-279')
  })
})

test('presets, and the tags that were read, have an order', () => {
  expect([isSince('2.0.0', '1.1'), isSince('1.1', '1.1'), isSince('0.10.2', '1.1')]).toEqual([true, true, false])
  expect([newer('2.0.1', '1.1.1'), newer('1.1.1', '2.0.1')]).toEqual(['2.0.1', '2.0.1'])
})
