/** `kafka-server-start kafka1 --override name=value`: what server.properties says for this start. */
import { nearest } from '../../kit/nearest'
import { brokerSettings } from './broker-settings'
import type { Host, Setting } from './deployment'
import { hostFor } from './said-words'
import type { Session } from './session'
import { stop } from './stop'

const USAGE = 'kafka-server-start kafka1 --override controlled.shutdown.enable=false'

/** The settings that change what a broker does here, each with the form of its value as ConfigDef checks it. */
const PLAYED: Readonly<Record<string, { readonly form: RegExp; readonly wrong: string }>> = {
  'controlled.shutdown.enable': { form: /^(true|false)$/i, wrong: 'Expected value to be either true or false' },
  'controlled.shutdown.max.retries': { form: /^-?\d{1,9}$/, wrong: 'Not a number of type INT' },
  'controlled.shutdown.retry.backoff.ms': { form: /^-?\d{1,12}$/, wrong: 'Not a number of type LONG' },
}

/** The overrides of a line. `-daemon` and server.properties may stand in it, as in Kafka. */
export const overridesIn = (session: Session, words: readonly string[]): readonly Setting[] => {
  const rest = words.filter((word) => word !== '-daemon' && !word.endsWith('server.properties')).slice(1)
  const settings: Setting[] = []
  for (let at = 0; at < rest.length; at++) {
    const [flag = '', joined] = (rest[at] ?? '').split(/=(.*)/s)
    if (flag !== '--override' && flag !== '-override')
      throw stop(`kafka-server-start: ${rest[at]} is not a recognized option`, USAGE)
    const pair = joined ?? rest[++at] ?? ''
    settings.push(checked(session, pair))
  }
  return [...new Map(settings)].sort(([one], [other]) => (one < other ? -1 : 1))
}

const checked = ({ deployment: { kafka } }: Session, pair: string): Setting => {
  const [name = '', value = ''] = pair.split(/=(.*)/s)
  if (name === '' || value === '') throw stop('kafka-server-start: --override takes name=value', USAGE)
  const played = PLAYED[name]
  if (played === undefined)
    throw stop(
      ...notPlayed(
        name,
        brokerSettings(kafka, 1).map((one) => one.name),
      ),
    )
  if (played.form.test(value)) return [name, value]
  throw stop(
    `org.apache.kafka.common.config.ConfigException: Invalid value ${value} for configuration ${name}: ${played.wrong}`,
  )
}

const notPlayed = (name: string, known: readonly string[]): readonly [string, string] => {
  const names = Object.keys(PLAYED)
  if (known.includes(name)) return [`tidemark does not play ${name} of a broker`, `it plays ${names.join(', ')}`]
  const close = nearest(name, known)
  return [
    `a broker has no setting '${name}'`,
    close === undefined ? `tidemark plays ${names.join(', ')}` : `did you mean ${close}?`,
  ]
}

/** The broker that a line starts: `kafka-server-start [-daemon] [server.properties] kafka1 [--override name=value]`. */
export const startedHost = (session: Session, words: readonly string[]): Host =>
  hostFor(
    session,
    words.filter((word) => word !== '-daemon' && !word.endsWith('server.properties')),
    'kafka-server-start kafka1',
  )
