/**
 * Indices into MediaPipe's face mesh (468 points) and eye network (71 points), as its published topology names them.
 * "Left" is left in an upright picture of a person who looks at us.
 */

/** Outer and inner corner of the left eye, inner and outer corner of the right one. */
export const eyeCorners = [
  [33, 133],
  [362, 263],
] as const;

/** Outline of the eye's opening in the eye network's points: lower lid out to in, upper lid in to out. */
export const eyeOutline = [0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 14, 13, 12, 11, 10, 9] as const;

export const faceOval = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

export const lipsOuter = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
] as const;

export const lipsInner = [
  78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
] as const;

export const browLeft = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46] as const;
export const browRight = [336, 296, 334, 293, 300, 276, 283, 282, 295, 285] as const;

/** Cheeks below the eyes, free of beard and glasses: where the skin's colour is read. */
export const cheekLeft = [50, 101, 36, 205, 187, 123] as const;
export const cheekRight = [280, 330, 266, 425, 411, 352] as const;
export const forehead = [151, 337, 299, 333, 9, 104, 69, 108] as const;

/** Where a beard or moustache grows: below the nose and the cheek bones, down to the jaw's edge. */
export const beardArea = [
  234, 227, 137, 177, 215, 138, 135, 169, 170, 140, 171, 175, 396, 369, 395, 394, 364, 367, 435, 401, 366, 447, 454,
] as const;

export const chin = 152;
export const browTop = 10;
export const noseBase = 2;
