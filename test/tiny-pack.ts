import { gateLimitsSchema } from '../src/packs/gate-limits.ts'
import type { Pack } from '../src/packs/load.ts'
import type { Category, PackFood } from '../src/packs/schema.ts'

/** A food with nothing remarkable about it. */
const tinyFood = (id: string, category: Category = 'snack'): PackFood => ({
  id,
  names: { en: `The ${id}`, ms: id, zh: id, ta: id },
  unreviewed: ['ta'],
  category,
  description: 'One sentence. And another.',
  facts: ['a', 'b', 'c'].map(text => ({ text, source: 'book' })),
  trivia: { question: 'Why?', answers: ['So', 'No'], correct: 0, source: 'book' },
  serving: { amount: [100, 200], unit: 'g', source: 'book' },
  nutrition: { energyKcal: [1, 2], carbohydrateG: [1, 1], proteinG: [0, 1], fatG: [0, 1], source: 'book' },
  allergens: [{ name: 'peanut', source: 'book' }],
  vegetarian: { mark: 'sometimes', note: 'ask the stall', source: 'book' },
  halal: { note: 'ask the stall', source: 'book' },
})

/** Two snacks, two drinks and a fruit, with a badge of each kind. */
export function tinyPack(): Pack {
  const foods = [
    tinyFood('satay'),
    tinyFood('popiah'),
    tinyFood('teh', 'drink'),
    tinyFood('milo', 'drink'),
    tinyFood('durian', 'fruit'),
  ]
  const badge = (id: string, goal: Pack['badges'][number]['goal']) => ({
    id,
    name: id,
    description: id,
    goal,
  })
  return {
    id: 'tiny',
    name: 'Tiny',
    version: '1.0.0',
    description: 'For tests.',
    foods,
    badges: [
      badge('first', { foods: 1 }),
      badge('half', { share: 0.5 }),
      badge('all', { share: 1 }),
      badge('drinks', { category: 'drink' }),
      badge('fruits', { category: 'fruit' }),
    ],
    words: { ms: {}, zh: {}, ta: {} },
    gate: gateLimitsSchema.parse({}),
    sources: { book: { title: 'A book', publisher: 'A press', url: 'https://example.org/book' } },
    food: id => foods.find(food => food.id === id),
  }
}
