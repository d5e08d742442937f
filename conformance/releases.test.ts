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

test('a log directory that fails is stepped by classes only, and with one partition', () => {
  const kraft = { metadataLag: 2, elr: false }
  const within = (more: Partial<Bounds>): string | undefined => notBy('classes', { ...bounds(), kraft, ...more })
  const failing = { faults: bounds({ faults: { 'directory-failure': 1 } }).faults }
  expect(within(failing)).toBeUndefined()
  expect(within({ ...failing, partitions: 2 })).toMatch(/more than one partition/)
  expect(within({ faults: bounds({ faults: { 'directory-move': 1 } }).faults })).toMatch(/directory-move/)
  expect(within({ kraft: { ...kraft, unassigned: true } })).toMatch(/--unassigned/)
  expect(notBy('wire', { ...bounds(), kraft, ...failing })).toMatch(/several log directories/)
})
