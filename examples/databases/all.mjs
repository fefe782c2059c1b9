/** The example's databases: which there are, the dataset and split of each, and how each is filled. */
import * as bicycles from './bicycles.mjs'
import * as bookshop from './bookshop.mjs'
import * as chess from './chess.mjs'
import * as clinic from './clinic.mjs'
import * as library from './library.mjs'
import * as musicschool from './musicschool.mjs'
import * as pharmacy from './pharmacy.mjs'
import * as transit from './transit.mjs'
import * as veterinary from './veterinary.mjs'

/** @typedef {(random: import('./random.mjs').Random, put: (table: string, row: unknown[]) => void) => void} Fill */

/** @typedef {Record<string, (random: import('./random.mjs').Random) => unknown[]>} Later */

/**
 * @typedef {{ name: string, dataset: string, split: 'train' | 'test', ddl: string, fill: Fill, later?: Later }} Database
 */

/** @type {readonly Database[]} */
export const DATABASES = [
  { name: 'clinic', dataset: 'care', split: 'train', ...clinic },
  { name: 'veterinary', dataset: 'care', split: 'train', ...veterinary },
  { name: 'pharmacy', dataset: 'care', split: 'test', ...pharmacy },
  { name: 'bookshop', dataset: 'shop', split: 'train', ...bookshop },
  { name: 'bicycles', dataset: 'shop', split: 'test', ...bicycles },
  { name: 'library', dataset: 'town', split: 'train', ...library },
  { name: 'transit', dataset: 'town', split: 'test', ...transit },
  { name: 'musicschool', dataset: 'play', split: 'train', ...musicschool },
  { name: 'chess', dataset: 'play', split: 'test', ...chess },
]
