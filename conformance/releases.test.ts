import { bounds, type Bounds } from '../model/bounds'
import { releaseNamed } from '../model/versions/releases'
import { notBy, runningAs, spokenBy, steppedBy } from './releases'
import { wireReleases } from './wire/releases'

test('every release that can be run as processes has jars, and there are no others', () =>
  expect(steppedBy.wire).toEqual(wireReleases.map(({ release }) => release)))

test.each(steppedBy.wire)('the model beside %s is that of a release', (release) =>
  expect(releaseNamed(spokenBy(release)?.model ?? release)).toBeDefined(),
)

test('a release that speaks an older protocol is never named without it', () => {
  expect(runningAs('3.9.1')).toBe('Kafka 3.9.1 with inter.broker.protocol.version=2.6')
  expect(runningAs('2.1.1')).toBe('Kafka 2.1.1')
})

test('no schedule in which controllers of KRaft lose something can be stepped', () => {
  const why = (fault: 'controller-failover' | 'quorum-loss'): string | undefined =>
    notBy('classes', bounds({ kraft: { metadataLag: 2, elr: false }, faults: { [fault]: 1 } }))
  expect(why('controller-failover')).toMatch(/failover of the KRaft controller/)
  expect(why('quorum-loss')).toMatch(/quorum of controllers/)
})

test('log directories are stepped in no way', () => {
  const kraft = { metadataLag: 2, elr: false }
  const within = (more: Partial<Bounds>): string | undefined => notBy('classes', { ...bounds(), kraft, ...more })
  expect(within({})).toBeUndefined()
  const said = 'several log directories (directory-failure, directory-move, --unassigned)'
  expect(within({ faults: bounds({ faults: { 'directory-failure': 1 } }).faults })).toBe(said)
  expect(within({ kraft: { ...kraft, unassigned: true } })).toBe(said)
})
