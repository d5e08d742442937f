import { checksum } from '../../../kit/checksum'

/** JSON, and behind it on a line of its own a checksum of it: a file that somebody may look at, and that nobody should change. */
export const sealed = (value: unknown): string => {
  const text = JSON.stringify(value, undefined, 1)
  return `${text}\n${checksum(text)}\n`
}

/** The JSON in a sealed text; undefined where it is not as it was sealed. */
export const unsealed = (text: string): string | undefined => {
  const [, json = '', sum] = /^([^]*)\n([0-9a-f]{8})\n$/.exec(text) ?? []
  return checksum(json) === sum ? json : undefined
}
