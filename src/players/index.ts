export { type Erasures, eraseAgain, listErasures } from './erasure-store.ts'
export { makeOrganiserLink } from './organiser-link.ts'
export { findPlayer, hasOrganiser } from './store.ts'
