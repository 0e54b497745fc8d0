import manifest from '../package.json' with { type: 'json' }

/** The one place a version is written down is package.json. */
export const version: string = manifest.version
