/**
 * FNV-1a with 32 bits, as eight letters. Every step is invertible, so every change of a single letter changes the
 * checksum.
 */
export const checksum = (text: string): string => {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return (sum >>> 0).toString(16).padStart(8, '0')
}
