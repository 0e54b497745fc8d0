export { type AddedExample, addExample, type NewExample } from './add-example.ts'
export { examplesAmong, findExample } from './example-store.ts'
export { examplesSharing } from './look-alike-store.ts'
export { takeOutExample } from './take-out.ts'
