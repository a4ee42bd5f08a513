export * from './event.ts';
export * from './fault.ts';
export * from './hash.ts';
export * from './image.ts';
export * from './limits.ts';
export * from './measurement.ts';
export * from './recipe.ts';
export * from './trajectory.ts';
