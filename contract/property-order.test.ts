import { byNumber } from './property-order'

test('safety comes before availability and liveness, each by its number', () => {
  expect(['L2', "S16'", 'A1', 'S16', 'S4', 'S17'].sort(byNumber)).toEqual(['S4', 'S16', "S16'", 'S17', 'A1', 'L2'])
})
