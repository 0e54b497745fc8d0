import type { Context } from '../context.ts'

/** Whether today's model says the name of this food by itself. One it does not claim is *still learning*. */
export const isClaimed = (context: Pick<Context, 'classifier'>, food: string): boolean =>
  context.classifier.card.claimed.includes(food)
