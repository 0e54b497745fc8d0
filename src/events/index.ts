export { servedToday } from './menu/served.ts'
export { firstEventName, firstTimeZone, tidyJoinCode } from './rules.ts'
export { currentEvent, type Event, ensureEvent } from './store.ts'
