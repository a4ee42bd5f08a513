/** Recipes written and looked at by hand: sized to be plain to see and not over-done. */
import type { SettingValues } from '@safelight/core';
import type { Photo } from './photos.ts';

const blackAndWhite = 'black and white, more contrast';

export const hand: Readonly<Record<Photo, Readonly<Record<string, SettingValues>>>> = {
  'blue-flowers.jpg': {
    brighter: { exposure: 0.9, shadows: 25, highlights: -20 },
    'make it warmer': { incrementalTemperature: 30, vibrance: 6 },
    'more vivid colours': { vibrance: 40, saturation: 14, contrast: 8 },
    'muted colours': { saturation: -38, contrast: 5 },
  },
  'city-sunset.jpg': {
    'open the shadows, keep the highlights': { shadows: 50, highlights: -35, blacks: 8 },
    cooler: { incrementalTemperature: -35, vibrance: 6 },
    'golden hour': { incrementalTemperature: 16, vibrance: 20, shadows: 20, highlights: -15 },
    'more contrast': { contrast: 34, highlights: -15 },
  },
  'colosseum.jpg': {
    'make it warmer': { incrementalTemperature: 30, vibrance: 5 },
    brighter: { exposure: 0.65, highlights: -30, shadows: 18 },
    'muted colours': { saturation: -34 },
    [blackAndWhite]: { convertToGrayscale: true, contrast: 32, highlights: -10 },
  },
  'courtyard.jpg': {
    cooler: { incrementalTemperature: -45, highlights: -10 },
    'muted colours': { saturation: -38 },
    brighter: { exposure: 0.75, highlights: -40, shadows: 20 },
    'open the shadows, keep the highlights': { shadows: 50, highlights: -30 },
  },
  'dandelions.jpg': {
    'golden hour': { incrementalTemperature: 20, vibrance: 20, exposure: 0.15, highlights: -15 },
    brighter: { exposure: 0.65, highlights: -35, shadows: 15 },
    'soft, low contrast': { contrast: -34, clarity: -20, blacks: 15, highlights: -10 },
    'more vivid colours': { vibrance: 42, saturation: 12 },
  },
  'desert-hikers.jpg': {
    'more contrast': { contrast: 38, blacks: -8 },
    cooler: { incrementalTemperature: -30 },
    [blackAndWhite]: { convertToGrayscale: true, contrast: 36 },
    darker: { exposure: -0.65 },
  },
  'fig-bowl.jpg': {
    'muted colours': { saturation: -34 },
    darker: { exposure: -0.6, shadows: 10 },
    'make it warmer': { incrementalTemperature: 26 },
    'open the shadows, keep the highlights': { shadows: 45, highlights: -25 },
  },
  'mountain-path.jpg': {
    brighter: { exposure: 0.6, highlights: -35, shadows: 20 },
    'more vivid colours': { vibrance: 38, saturation: 12 },
    'make it warmer': { incrementalTemperature: 26, vibrance: 5 },
    'more contrast': { contrast: 32, highlights: -20, shadows: 8 },
  },
  'portrait-astronaut.png': {
    'make it warmer': { incrementalTemperature: 20 },
    'brighter and a bit warmer': { exposure: 0.4, incrementalTemperature: 12, highlights: -25 },
    [blackAndWhite]: { convertToGrayscale: true, contrast: 28, highlights: -12 },
    'muted colours': { saturation: -30 },
  },
  'tea-gardens.jpg': {
    darker: { exposure: -0.65, highlights: -20 },
    'muted colours': { saturation: -36 },
    cooler: { incrementalTemperature: -30 },
    'more contrast': { contrast: 38, blacks: -10, highlights: -15 },
  },
  'wren.jpg': {
    'make it warmer': { incrementalTemperature: 26, vibrance: 6 },
    'more contrast': { contrast: 38, blacks: -8 },
    darker: { exposure: -0.65 },
    cooler: { incrementalTemperature: -28 },
  },
};
