/** One file the binary carries: a library, a model, a pack, a page's stylesheet … */
export interface Asset {
  /** Where it lies below the folder it is written out to. */
  path: string
  /** Of the file as it is written out. */
  sha256: string
  bytes: number
  /** Where the binary has it, and whether it is compressed there (zstd). */
  file: string
  compressed: boolean
}

/** Run from source there are none; scripts/build puts another module in the place of this one. */
export const assets: readonly Asset[] = []

/** SHA-256 over all of them: the name of the folder. */
export const fingerprint: string = ''
