/** One operator at a prompt: the cluster, where the operator is, and what runs there. */
import { deploymentOf, type Deployment } from './deployment'
import type { Producing } from './producing'
import { kafkaNamed } from './release'

export interface Session {
  readonly deployment: Deployment
  /** The deployments before each line that changed something, the latest last. */
  readonly earlier: readonly Deployment[]
  readonly place: Place
  /** What the operator has written, by `echo ... > name`. */
  readonly files: readonly TextFile[]
  /** A console producer that waits for lines. */
  readonly producing: Producing | undefined
}

export interface TextFile {
  readonly name: string
  readonly text: string
}

/** The host of a broker, and a directory there. */
export interface Place {
  readonly host: number
  readonly directory: string
}

const AT_FIRST: Place = { host: 1, directory: '/' }

/** A session with a new cluster. Bad input if there is no such Kafka. */
export const sessionOf = (kafka: string, brokers: number): Session => ({
  deployment: deploymentOf(kafkaNamed(kafka), brokers),
  earlier: [],
  place: AT_FIRST,
  files: [],
  producing: undefined,
})

/** What the books of most operators run. */
export const usualSession = (): Session => sessionOf('2.6', 3)

export const withDeployment = (session: Session, deployment: Deployment): Session => ({ ...session, deployment })
