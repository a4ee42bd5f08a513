import type { LookName } from '../../looks.ts';
import type { LexiconRow } from '../meaning.ts';

const names: Record<LookName, string> = {
  'golden hour':
    'golden hour|goldenhour|magic hour|golden hour light|sunset light|sunset glow|late afternoon light|sunset look|sunset mood|sunset vibe',
  'blue hour': 'blue hour|twilight|dusk|moonlit',
  moody: 'moody|mood|moodier|dark and moody|brooding|melancholic|melancholy|sombre|somber|atmospheric',
  dramatic: 'dramatic|drama|more dramatic|epic|dramatically|intense',
  film: 'film|film look|filmic|analog|analogue|film like|kodak|portra|fuji|film photo|film photography|35mm|analog film',
  airy: 'airy|light and airy|bright and airy|light airy|airier|fresh|fresh look|japanese style|japanese|fresh and clean|clean and bright|bright and clean|clean',
  'black and white':
    'black and white|black & white|b&w|b & w|bw|b/w|monochrome|greyscale|grayscale|mono|black white|noir',
  sepia: 'sepia|sepia tone|sepia toned',
  cinematic: 'cinematic|cinema|movie|movie look|movie like|film still|hollywood|cinematic look|blockbuster',
  dreamy: 'dreamy|dreamlike|dream like|ethereal|fairytale|fairy tale|romantic|dreamier|whimsical|magical',
  vintage: "vintage|retro|old photo|old school|nostalgic|nostalgia|old fashioned|polaroid|1970s|70s|70's|80s|aged",
  'high key': 'high key|highkey',
  'low key': 'low key|lowkey',
  vivid:
    'vivid|vividly|more vivid|punchy colours|punchy colors|poppy|vibrant and punchy|bold colours|bold colors|lively|livelier|eye catching',
  matte: 'matte|matt|matte look|matte finish|matte effect',
  pastel: 'pastel|pastels|pastel colours|pastel colors|pastel tones|candy|soft colours|soft colors',
  'teal and orange': 'teal and orange|orange and teal|teal & orange|orange & teal|teal orange|orange teal',
  winter: 'winter|wintry|winter look|winter mood|nordic|scandinavian|cold winter|cool winter',
  cozy: 'cozy|cosy|homely|hygge|warm and cozy|warm and cosy|candlelit|candlelight|autumn|autumnal|fall colours|fall colors|inviting',
  natural: 'natural|natural look|true to life|realistic|naturally|lifelike|neutral look',
};

export const lookRows: readonly LexiconRow[] = Object.entries(names).map(([look, phrases]) => [
  { kind: 'look', look: look as LookName },
  phrases,
]);
