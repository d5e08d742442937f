/** Words that make no sense anywhere, and that careless programs do not survive. */
export const ABSURD: readonly string[] = [
  ...['', ' ', '-', '--', '---x', '-1', '-0', '+1', '1e9', '0x10', '1.5', '01', '1_0', 'NaN', 'Infinity', '1e999'],
  ...['99999999999999999999', '9007199254740993', '٣', '½', 'null', 'undefined', 'true', '__proto__', 'constructor'],
  ...[
    'toString',
    'hasOwnProperty',
    `${'../'.repeat(2)}etc/passwd`,
    '/',
    '.',
    '..',
    '/dev/null/x',
    'C:\\x',
    'a\u0000b',
    '\ud800',
  ],
  ...['\ufeff', '\r\n', '\t', '\u001b[2J', '\u202e', '$(id)', '`id`', '; rm -rf /', '%s%n', '{}', '[]', '"', "'"],
  ...[',', ',,,', '=', '=1', 'a=', 'S', 'S0', 'S999', 'tm1:', 'tm2:x:y', 'x'.repeat(5000), '🦀'.repeat(40)],
]
