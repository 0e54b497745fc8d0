export { approvedByFood, countWaiting } from './progress.ts'
export { claimOf } from './store.ts'
