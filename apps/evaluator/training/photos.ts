/** The photos of `fixtures/photos`, split by photo: every second by name is held out, which nobody chose by a result. */
export const photos = [
  'blue-flowers.jpg',
  'city-sunset.jpg',
  'colosseum.jpg',
  'courtyard.jpg',
  'dandelions.jpg',
  'desert-hikers.jpg',
  'fig-bowl.jpg',
  'mountain-path.jpg',
  'portrait-astronaut.png',
  'tea-gardens.jpg',
  'wren.jpg',
] as const;
export type Photo = (typeof photos)[number];

export type Side = 'train' | 'held-out';

export const sideOf = (photo: Photo): Side => (photos.indexOf(photo) % 2 === 0 ? 'train' : 'held-out');

export const photoFile = (photo: Photo): URL => new URL(`../../../fixtures/photos/${photo}`, import.meta.url);
