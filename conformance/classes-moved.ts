/**
 * Where classes of Kafka are in other releases than 4.3.1, for which the sources of the driver are written, those of zookeeper/
 * excepted: Kafka's internals move between packages. The imports of the sources are changed so when they are compiled.
 */
const moved: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  '2.1.1': [
    ['org.apache.kafka.common.record.internal.', 'org.apache.kafka.common.record.'],
    ['org.apache.kafka.server.purgatory.DelayedOperation', 'kafka.server.DelayedOperation'],
    ['org.apache.kafka.server.util.timer.', 'kafka.utils.timer.'],
  ],
  '4.1.0': [
    ['org.apache.kafka.common.record.internal.', 'org.apache.kafka.common.record.'],
    ['org.apache.kafka.metadata.KRaftMetadataCache', 'kafka.server.metadata.KRaftMetadataCache'],
    ['org.apache.kafka.storage.internals.log.FetchPartitionStatus', 'kafka.server.FetchPartitionStatus'],
  ],
  '4.4.0': [
    ['org.apache.kafka.common.utils.LogContext', 'org.apache.kafka.common.utils.internals.LogContext'],
    ['kafka.log.LogManager', 'org.apache.kafka.storage.internals.log.LogManager'],
    ['kafka.server.AlterPartitionManager', 'org.apache.kafka.server.partition.AlterPartitionManager'],
    ['kafka.server.QuotaFactory', 'org.apache.kafka.server.quota.QuotaFactory'],
    ['kafka.server.ReplicaQuota', 'org.apache.kafka.server.quota.ReplicaQuota'],
    ['kafka.server.ReplicationQuotaManager', 'org.apache.kafka.server.quota.ReplicationQuotaManager'],
  ],
}

/** A source of the driver as this release has it. */
export const asIn = (release: string, source: string): string =>
  (moved[release] ?? []).reduce((text, [from, to]) => text.replaceAll(`import ${from}`, `import ${to}`), source)
