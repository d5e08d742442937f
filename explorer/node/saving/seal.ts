import { checksum } from '../../../kit/checksum'

/** JSON, followed by a line with its checksum. People can read the file, but must not change it. */
export const sealed = (value: unknown): string => {
  const text = JSON.stringify(value, undefined, 1)
  return `${text}\n${checksum(text)}\n`
}

/** The JSON of a sealed text. Undefined if the checksum is wrong. */
export const unsealed = (text: string): string | undefined => {
  const [, json = '', sum] = /^([^]*)\n([0-9a-f]{8})\n$/.exec(text) ?? []
  return checksum(json) === sum ? json : undefined
}
