/** Opcodes of the WebAssembly core specification (2.0, SIMD; relaxed SIMD from 3.0), under the text format's names. */

/** One-byte instructions without immediates, i32. */
export const scalar = {
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.mul': 0x6c,
  'i32.shl': 0x74,
  'i32.lt_s': 0x48,
  'i32.ge_s': 0x4e,
} as const;
export type Scalar = keyof typeof scalar;

/** Loads and stores of the one-byte space: their immediate is alignment and offset. */
export const scalarMemory = {
  'i32.load': 0x28,
  'i32.load8_u': 0x2d,
  'i32.load16_u': 0x2f,
} as const;
export type ScalarMemory = keyof typeof scalarMemory;

/** 0xfd-prefixed instructions without immediates. */
export const simd = {
  'i32x4.splat': 0x11,
  'f32x4.splat': 0x13,
  'i32x4.eq': 0x37,
  'f32x4.eq': 0x41,
  'f32x4.lt': 0x43,
  'f32x4.gt': 0x44,
  'f32x4.le': 0x45,
  'v128.not': 0x4d,
  'v128.and': 0x4e,
  'v128.andnot': 0x4f,
  'v128.or': 0x50,
  'v128.xor': 0x51,
  'v128.bitselect': 0x52,
  'v128.any_true': 0x53,
  'i8x16.narrow_i16x8_u': 0x66,
  'f32x4.floor': 0x68,
  'f32x4.nearest': 0x6a,
  'i16x8.narrow_i32x4_s': 0x85,
  'i16x8.narrow_i32x4_u': 0x86,
  'i32x4.shl': 0xab,
  'i32x4.shr_s': 0xac,
  'i32x4.shr_u': 0xad,
  'i32x4.add': 0xae,
  'i32x4.sub': 0xb1,
  'i32x4.mul': 0xb5,
  'f32x4.abs': 0xe0,
  'f32x4.neg': 0xe1,
  'f32x4.sqrt': 0xe3,
  'f32x4.add': 0xe4,
  'f32x4.sub': 0xe5,
  'f32x4.mul': 0xe6,
  'f32x4.div': 0xe7,
  /** b < a ? b : a */
  'f32x4.pmin': 0xea,
  /** a < b ? b : a */
  'f32x4.pmax': 0xeb,
  'i32x4.trunc_sat_f32x4_s': 0xf8,
  'i32x4.trunc_sat_f32x4_u': 0xf9,
  'f32x4.convert_i32x4_s': 0xfa,
  /** The same on every machine as long as the operand fits an i32. */
  'i32x4.relaxed_trunc_f32x4_s': 0x101,
} as const;
export type Simd = keyof typeof simd;

/** 0xfd-prefixed loads and stores: alignment and offset, then for lane forms the lane. */
export const simdMemory = {
  'v128.load': 0x00,
  'v128.load32_splat': 0x09,
  'v128.store': 0x0b,
  'v128.load32_lane': 0x56,
  'v128.load64_lane': 0x57,
  'v128.store64_lane': 0x5b,
  'v128.load32_zero': 0x5c,
  'v128.load64_zero': 0x5d,
} as const;
export type SimdMemory = keyof typeof simdMemory;

export const valueTypes = { i32: 0x7f, v128: 0x7b } as const;
export type WasmType = keyof typeof valueTypes;
