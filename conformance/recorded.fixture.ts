/** The sessions in recorded/: which schedule each is of. Kafka's own classes reproduce them in classes.real.test.ts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readToken, type TokenParts } from '../lab/questions/token'

/** The schedule of README.md, in which 0.10.2 loses a record, asked of 2.1.1. */
const CRASH =
  'tm1:kafka=2.1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:' +
  'p1,f2,f2,f3,f3,k1,nf1,l3.0:42b9f669'

/** A walk, message by message: a follower crashes, the ISR shrinks, and it comes back and truncates. */
const BACK =
  'tm1:kafka=2.1.1:brokers=2:records=3:epochs=3:leader=2:grain=message:faults=process-crash=3,clean-shutdown=3,' +
  'cut-off=3,pause=3,cut-link=3,lost-request=3,repeated-request=3,isr-shrink=3,leader-move=3,controller-failover=3:' +
  'acks=all:min-isr=2:judge=clean:p2,p2,p2,sf1,a2.1,b2.1,g1.2,sf1,a2.1,b2.1,c2,k1,h2,nf1,n1.2,l2.0,h2,o1.2,u1,nr1,' +
  'l1.0,ae1,a2.1,g1.2,sf1,a2.1:83cc97f9'

interface Recorded {
  readonly name: string
  readonly token: string
}

export const recordedSessions: readonly [Recorded, Recorded] = [
  { name: '2.1.1-a-leader-crashes', token: CRASH },
  { name: '2.1.1-a-follower-comes-back', token: BACK },
]

export const pathOf = (name: string): string => join(__dirname, 'recorded', `${name}.jsonl`)

export const recordedText = (name: string): string => readFileSync(pathOf(name), 'utf8')

export const partsOf = (token: string): TokenParts => readToken(token)
