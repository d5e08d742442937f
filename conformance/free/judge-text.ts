/** What the model says of a free run, as people read it. */
import { folded } from '../../reports/fit'
import type { Paint } from '../../reports/paint'
import { counted, thousands } from '../../reports/words'
import type { FreeEvent } from './events'
import type { FreeJudgement, FreeTrace } from './judge'

export const freeJudgementText = (trace: FreeTrace, judged: FreeJudgement, release: string, paint: Paint): string =>
  [
    paint.bold(`A free run of Kafka ${trace.head.kafka} (seed ${trace.head.seed}), judged by the model of ${release}`),
    `  ${Object.entries(trace.head.world)
      .map(([name, word]) => `${name} ${word}`)
      .join(', ')}`,
    `  between two events: any number of hidden steps, and at most ${counted(judged.limit, 'state')}`,
    '',
    ...verdictLines(judged, paint),
    ...judgedLines(trace, judged),
  ]
    .map((line) => folded(line, paint, ''))
    .join('\n')

const verdictLines = ({ verdict, at, observations, limit }: FreeJudgement, paint: Paint): readonly string[] => {
  if (at === undefined || verdict === 'accepted')
    return [paint.bold(paint.green(`accepted  the model explains ${counted(observations, 'event')}`))]
  const said = `          ${eventWords(at.event)}`
  if (verdict === 'inconclusive')
    return [
      paint.bold(
        paint.yellow(`unknown   line ${at.line} is not judged: more than ${counted(limit, 'state')} lie before it`),
      ),
      said,
    ]
  return [
    paint.bold(paint.red(`REJECTED  line ${at.line}: nothing explains what was seen`)),
    said,
    ...(at.instead.length === 0 ? [] : ['          in the model:']),
    ...at.instead.map((one) => `          ${one}`),
  ]
}

const judgedLines = ({ events }: FreeTrace, judged: FreeJudgement): readonly string[] => {
  const { explained, observations, constraining, states, most, at } = judged
  const last = events.length + 1
  return [
    `explained ${explained} of ${counted(observations, 'event')}; ${constraining} ruled out some state`,
    `          ${counted(states, 'state')} looked at; at most ${thousands(most)} explain what was seen`,
    ...(at === undefined || at.line >= last ? [] : [`left out  lines ${at.line + 1} to ${last}: they are not judged`]),
  ]
}

/** In one sentence. */
export const eventWords = (event: FreeEvent): string => {
  switch (event.event) {
    case 'fetch':
      return `broker ${event.follower} fetches from offset ${event.fetchOffset} of broker ${event.leader}`
    case 'fetched':
      return event.error === 'NONE'
        ? `broker ${event.leader} answers broker ${event.follower}: high watermark ${event.highWatermark}, records [${(event.records ?? []).map(({ record, epoch }) => (epoch === undefined ? record : `${record} of epoch ${epoch}`)).join(', ')}]`
        : `broker ${event.leader} answers broker ${event.follower}: ${event.error}`
    case 'asks':
      return `broker ${event.follower} asks broker ${event.leader} where epoch ${event.epoch} ends`
    case 'told':
      return `broker ${event.leader} answers broker ${event.follower}: ${event.error === 'NONE' ? `the epoch ends at ${event.endOffset}` : event.error}`
    case 'lost':
      return `the connection of broker ${event.follower} to broker ${event.leader} is lost`
    case 'leaderAndIsr':
      return `LeaderAndIsr goes to broker ${event.broker}: leader ${event.leader}, epoch ${event.leaderEpoch}, ISR [${event.isr.join(' ')}]`
    case 'obeyed':
      return `broker ${event.broker} has handled LeaderAndIsr of epoch ${event.leaderEpoch}`
    case 'writes':
      return `${writer(event.by)} writes leader ${event.leader}, epoch ${event.leaderEpoch}, ISR [${event.isr.join(' ')}]`
    case 'written':
      return event.done
        ? `ZooKeeper has done what ${writer(event.by)} wrote`
        : `ZooKeeper refuses what ${writer(event.by)} wrote`
    case 'produce':
      return `record ${event.record} goes to broker ${event.broker}`
    case 'produced':
      return event.error === 'NONE'
        ? `broker ${event.broker} acknowledges record ${event.record}`
        : `the producer of record ${event.record} gets ${event.error} of broker ${event.broker}`
    case 'killed':
      return `broker ${event.broker} is killed`
    case 'disk':
      return `the disk of broker ${event.broker} has ${JSON.stringify(event.replica)}`
    case 'starts':
    case 'started':
      return `broker ${event.broker} ${event.event === 'starts' ? 'is started' : 'has started'}`
    case 'paused':
    case 'woken':
      return `broker ${event.broker} ${event.event === 'paused' ? 'stands still' : 'goes on'}`
  }
}

const writer = (by: number): string => (by === 0 ? 'the controller' : `broker ${by}`)
