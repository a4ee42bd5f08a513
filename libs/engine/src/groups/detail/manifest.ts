import type { GroupManifest } from '../manifest.ts';
import { noiseTools } from './noise-reduction.ts';
import { sharpeningTools } from './sharpening.ts';

export const manifest: GroupManifest = {
  group: 'detail',
  rendered: [...sharpeningTools, ...noiseTools],
  reasons: {
    isoAdaptiveNoise:
      'A preset of amounts by ISO, for the import of files. Set luminanceNoiseReduction and colorNoiseReduction.',
    aiDenoise:
      'Adobe computes it with its own network; the entry is kept in the file. Use luminanceNoiseReduction and colorNoiseReduction.',
    rawDetails:
      'Adobe computes it with its own network from raw data; the entry is kept in the file. Use sharpness and sharpenDetail.',
    superResolution:
      'Adobe computes it with its own network; the entry is kept in the file. The engine does not enlarge pictures.',
  },
};
