/** A point in a photo: shares of its width and height. */
export type Point = readonly [x: number, y: number]
/** Top left, top right, bottom right, bottom left of a lit screen. */
export type Quad = readonly [Point, Point, Point, Point]

/** Where the screen is in training photos of screens, read off by eye. Photos an index does not name are skipped. */
export const screenCorners: Readonly<Record<string, Quad>> = {
  'outliers/screen/d3095e7d60.jpg': [
    [0.19, 0.135],
    [0.81, 0.13],
    [0.945, 0.74],
    [0.18, 0.84],
  ],
  'outliers/screen/5e40619a53.jpg': [
    [0.154, 0.36],
    [0.7, 0.34],
    [0.7, 0.597],
    [0.147, 0.542],
  ],
  'outliers/screen/285b52db22.jpg': [
    [0.245, 0.1],
    [0.747, 0.12],
    [0.73, 0.725],
    [0.19, 0.69],
  ],
  'outliers/screen/aacb862a54.jpg': [
    [0.066, 0.125],
    [0.886, 0.132],
    [0.886, 0.934],
    [0.073, 0.945],
  ],
  'outliers/screen/7c9a961777.jpg': [
    [0.16, 0.07],
    [0.912, 0.07],
    [0.894, 0.886],
    [0.16, 0.84],
  ],
  'outliers/screen/a64f45d898.jpg': [
    [0.05, 0.026],
    [0.875, 0.004],
    [0.875, 0.897],
    [0.07, 0.897],
  ],
  'outliers/screen/e5b19d3b3e.jpg': [
    [0.11, 0.132],
    [0.897, 0.132],
    [0.897, 0.92],
    [0.117, 0.92],
  ],
  'outliers/screen/a107984c20.jpg': [
    [0.143, 0.095],
    [0.839, 0.099],
    [0.839, 0.806],
    [0.143, 0.806],
  ],
  'outliers/screen/6bad5615e9.jpg': [
    [0.114, 0.143],
    [0.773, 0.136],
    [0.766, 0.79],
    [0.114, 0.813],
  ],
  'outliers/screen/02b49ae1da.jpg': [
    [0.32, 0.278],
    [0.788, 0.278],
    [0.879, 0.645],
    [0.33, 0.656],
  ],
  'outliers/screen/23c0733506.jpg': [
    [0.238, 0.26],
    [0.795, 0.267],
    [0.802, 0.7],
    [0.227, 0.708],
  ],
  'outliers/screen/a60bcf7dfb.jpg': [
    [0.106, 0.114],
    [0.74, 0.077],
    [0.755, 0.864],
    [0.125, 0.79],
  ],
  'outliers/screen/e181e81481.jpg': [
    [0.103, 0.15],
    [0.864, 0.139],
    [0.864, 0.927],
    [0.103, 0.927],
  ],
}
