import { realReleases, type RealRelease } from '../jars'
import { runsWithKraft } from '../releases'

const LOG4J = 'org.slf4j:slf4j-log4j12:1.7.25'
const RELOAD4J = 'org.slf4j:slf4j-reload4j:1.7.36'

/** ZooKeeper 3.4.13 refuses to start on Java 17; 3.4.10 speaks the same protocol. */
const OLDER_ZOOKEEPER = 'org.apache.zookeeper:zookeeper:3.4.10'

/**
 * What each release needs beside Kafka itself so that it runs on Java 8 to 17. 2.1.1, 2.6.3 and 3.9.1 are fetched without
 * this as well, for their tools and classes (conformance/jars.ts).
 */
export const wireReleases: readonly RealRelease[] = [
  {
    release: '0.10.2.2',
    name: '0.10.2.2-wire',
    jars: ['org.apache.kafka:kafka_2.11:0.10.2.2', 'javax.xml.bind:jaxb-api:2.3.1'],
  },
  { release: '1.1.1', name: '1.1.1-wire', jars: ['org.apache.kafka:kafka_2.12:1.1.1', LOG4J] },
  { release: '2.0.0', name: '2.0.0-wire', jars: ['org.apache.kafka:kafka_2.12:2.0.0', OLDER_ZOOKEEPER, LOG4J] },
  { release: '2.1.1', name: '2.1.1-wire', jars: ['org.apache.kafka:kafka_2.12:2.1.1', OLDER_ZOOKEEPER, LOG4J] },
  { release: '2.8.2', name: '2.8.2-wire', jars: ['org.apache.kafka:kafka_2.13:2.8.2', RELOAD4J] },
  { release: '3.9.1', name: '3.9.1-wire', jars: ['org.apache.kafka:kafka_2.13:3.9.1', RELOAD4J] },
  ...realReleases.filter(({ release }) => runsWithKraft(release)), // They need nothing more than their classes do.
]
