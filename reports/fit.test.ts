import { cut, wrapped } from './fit'

test('text is cut at whole characters, and broken between words', () => {
  expect([cut('a₀b₁', 4), cut('a₀b₁c', 4), cut('abc', 1), cut('abc', 0)]).toEqual(['a₀b₁', 'a₀b…', '…', '…'])
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrapped('incomprehensible', 6)).toEqual(['incomp', 'rehens', 'ible'])
})
