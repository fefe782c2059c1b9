/** Names of people and towns that the example's databases draw from; no real person is meant. */

const FIRST = [
  'Anna',
  'Ben',
  'Clara',
  'David',
  'Elif',
  'Finn',
  'Greta',
  'Hannes',
  'Ida',
  'Jakob',
  'Käthe',
  'Leon',
  'Mila',
  'Noah',
  'Olga',
  'Paul',
  'Rosa',
  'Selim',
  'Tessa',
  'Ümit',
  'Vera',
  'Willi',
  'Yara',
  'Zoë',
]
const LAST = [
  'Albrecht',
  'Bauer',
  'Çelik',
  'Dietz',
  'Engel',
  'Fuchs',
  'Groß',
  'Huber',
  'Ivanova',
  'Jäger',
  'Keller',
  'Lindner',
  'Möller',
  'Nowak',
  'Otto',
  'Peters',
  "O'Brien",
  'Richter',
  'Schäfer',
  'Thiel',
  'Vogel',
  'Wagner',
]

export const TOWNS = ['Leipzig', 'Halle', 'Dresden', 'Weimar', 'Jena', 'Görlitz', 'Gera']

/** A person's name; over two hundred draws some come twice. @param {import('./random.mjs').Random} random */
export function person(random) {
  return `${random.pick(FIRST)} ${random.pick(LAST)}`
}

/** A town, the first ones more often. @param {import('./random.mjs').Random} random */
export function town(random) {
  return TOWNS[random.skewed(TOWNS)]
}
