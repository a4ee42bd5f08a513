import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from './contender.ts';

/** A processing profile of RawTherapee 5.9 with the tools that answer to our settings. */
const profile = `[Version]
AppVersion=5.9
Version=349

[Exposure]
Auto=false
Compensation=0.35
Brightness=0
Contrast=18
Saturation=4
Black=0
CurveMode=Standard
Curve=1;0;0.02;0.27;0.24;0.75;0.78;1;0.98;

[Shadows & Highlights]
Enabled=true
Highlights=45
Shadows=38
Radius=40

[Local Contrast]
Enabled=true
Radius=80
Amount=0.2

[Vibrance]
Enabled=true
Pastels=18
Saturated=18

[White Balance]
Enabled=true
Setting=Custom
Temperature=6000
Green=1.02

[HSV Equalizer]
Enabled=true
HCurve=1;0;0.5;0.35;0.35;0.1;0.45;0.35;0.35;
SCurve=1;0;0.5;0.35;0.35;0.6;0.4;0.35;0.35;

[PCVignette]
Enabled=true
Strength=0.3
Feather=50
Roundness=50
`;

export const rawtherapee: Contender = {
  command: 'rawtherapee-cli',
  package: 'rawtherapee',
  differs:
    'exposure, contrast, curve, shadows and highlights, local contrast, vibrance, HSV, vignette; no grading, no grain',
  prepare: async (_photo, _out, folder) => writeFile(join(folder, 'rawtherapee.pp3'), profile),
  args: (photo, out, folder) => ['-Y', '-j92', '-js3', '-o', out, '-p', join(folder, 'rawtherapee.pp3'), '-c', photo],
};
