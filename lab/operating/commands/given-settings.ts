/** `name=value` on a line, checked against what a topic may have. */
import { nearest } from '../../../kit/nearest'
import type { Setting } from '../deployment'
import { since, type Kafka } from '../release'
import { settingNamed, topicSettings, wrongValue } from '../settings'
import { stop, thrown } from '../stop'

/** The settings of `--config name=value`; `failure` makes the error of a value that is wrong. */
export const settingsGiven = (
  kafka: Kafka,
  texts: readonly string[],
  failure: (message: string, hint?: string) => Error,
): readonly Setting[] => {
  const settings = texts.map((text): Setting => {
    const [name = '', value, ...more] = text.split('=').map((part) => part.trim())
    if (value === undefined || value === '' || more.length > 0)
      throw thrown(
        'java.lang.IllegalArgumentException',
        'requirement failed: Invalid topic config: all configs to be added must be in the format "key=val".',
      )
    checkSetting(kafka, [name, value], failure)
    return [name, value]
  })
  const last = new Map(settings)
  return [...last].sort(([one], [other]) => (one < other ? -1 : 1))
}

/** LogConfig.validate: the name is known, and the value is one that it may have. */
export const checkSetting = (
  kafka: Kafka,
  [name, value]: Setting,
  failure: (message: string, hint?: string) => Error,
): void => {
  const setting = settingNamed(kafka, name)
  if (setting === undefined) {
    const close = nearest(
      name,
      topicSettings(kafka).map((known) => known.name),
    )
    const unknown = since(kafka, '0.10.0.0') ? `Unknown topic config name: ${name}` : `Unknown configuration "${name}".`
    throw failure(unknown, close === undefined ? undefined : `did you mean ${close}?`)
  }
  const wrong = wrongValue(setting, value)
  if (wrong !== undefined) throw failure(wrong)
}

/** Commas separate settings, except within brackets: 'cleanup.policy=[compact,delete],min.insync.replicas=2'. */
export const settingsIn = (text: string): readonly Setting[] => {
  if (text.trim() === '') return []
  const pairs = text.split(/,(?=[^\]]*(?:\[|$))/).map((pair) => pair.split(/\s*=\s*/))
  if (pairs.some((pair) => pair.length !== 2))
    throw stop(
      'requirement failed: Invalid entity config: all configs to be added must be in the format "key=val".',
      '--add-config retention.ms=0',
    )
  const settings = pairs.map(([name = '', value = '']): Setting => [name.trim(), value.replace(/[[\]]/g, '').trim()])
  return [...new Map(settings)]
}
