export const catchAddress = (catchId: string) => `/catches/${catchId}`

/** `photo` is at most 1024 px, `thumbnail` 256. */
export const photoAddress = (photoId: string, size: 'photo' | 'thumbnail') => `/photos/${photoId}/${size}`
