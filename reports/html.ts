/** Text as it is written in HTML, in an attribute as well: nothing in it is markup. */
export const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`)
