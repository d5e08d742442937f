import type { Partition } from './partition'

/** The text of a step with the names of the brokers: 'broker 2 truncates' of a partition on 3 and 1 is 'kafka1 truncates'. */
export const renamed = ({ replicas }: Partition, text: string): string =>
  text.replace(/\bbroker (\d+)/g, (_, place: string) => `kafka${replicas[Number(place) - 1] ?? place}`)
