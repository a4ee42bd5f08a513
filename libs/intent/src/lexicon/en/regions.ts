import { matte, place, region, type LexiconRow } from '../meaning.ts';

/** Parts of the picture, by what is in them and by where they are. */
export const regionRows: readonly LexiconRow[] = [
  [region(matte('sky')), 'sky|skies|the heavens|cloud|clouds|cloudscape'],
  [region(matte('subject')), 'subject|subjects|main subject|focal point|main object|hero'],
  [
    region(matte('background')),
    'background|backgrounds|backdrop|behind her|behind him|behind them|surroundings|bg|what is behind|everything behind her|everything behind him',
  ],
  [
    region(matte('person')),
    'person|people|woman|man|girl|boy|lady|guy|couple|bride|groom|child|children|kid|kids|baby|model|portrait subject|figure|human|everyone|family|my wife|my husband|my daughter|my son|her body|his body|body',
  ],
  [region(matte('face')), 'face|faces|facial|cheeks|cheek|forehead'],
  [
    region(matte('skin')),
    "skin|skin tone|skin tones|skintone|skintones|skin colour|skin color|complexion|skin areas|model's skin|her skin tone",
  ],
  [region(matte('hair')), 'hair|hairs|hairstyle|curls'],
  [region(matte('eyes')), 'eyes|eye|irises|iris|pupils'],
  [region(matte('lips')), 'lips|lip|mouth|lipstick'],
  [region(matte('teeth')), 'teeth|tooth'],
  [region(matte('brows')), 'eyebrows|eyebrow|brows|brow'],
  [region(matte('beard')), 'beard|moustache|mustache|facial hair|stubble'],
  [
    region(matte('clothes')),
    'clothes|clothing|dress|outfit|suit|shirt|jacket|coat|garment|garments|fabric|clothing colour|gown|sweater|wedding dress',
  ],
  [
    place('left'),
    'left side|left hand side|left half|left part|on the left|the left|left edge|left of the frame|left third',
  ],
  [
    place('right'),
    'right side|right hand side|right half|right part|on the right|the right|right edge|right of the frame|right third',
  ],
  [place('top'), 'top|upper part|upper half|top half|top part|top of the frame|upper third|top third|top edge'],
  [
    place('bottom'),
    'bottom|lower part|lower half|bottom half|bottom part|bottom of the frame|lower third|bottom third|bottom edge',
  ],
  [place('centre'), 'centre|center|middle of the frame|middle|central part|central area|middle part'],
  [place('edges'), 'edges|corners|borders|edges of the frame|corners of the frame|periphery|outer edges'],
  [place('foreground'), 'foreground|foregrounds|front of the frame|in front'],
  [region({ kind: 'tone', tone: 'midtones' }), 'midtones|midtone|mid tones|mid tone|middle tones|mids'],
  [
    {
      kind: 'region',
      region: { kind: 'colour', band: 'green' },
      near: { en: 'the greens', zh: '绿色' },
    },
    'grass|lawn|foliage|leaves|vegetation|greenery|plants|meadow|meadows|tree|trees|treetops',
  ],
  [
    { kind: 'region', region: 'whole' },
    'whole photo|whole picture|whole image|whole scene|whole thing|entire photo|entire image|entire picture|overall|everything|everywhere|photo overall|all over|globally|entire frame|whole frame|photo|picture|image|photograph|shot|pic|portrait|selfie|snapshot|frame|capture|view|composition',
  ],
  [{ kind: 'unknown' }, 'keep only|only keep|colour splash|color splash|selective colour|selective color'],
  [
    { kind: 'thing' },
    'mountain|mountains|hill|hills|water|sea|ocean|lake|river|waterfall|waves|car|cars|building|buildings|house|houses|city|street|road|bridge|wall|walls|floor|table|chair|window|windows|door|boat|ship|plane|train|bike|bicycle|dog|cat|bird|birds|horse|animal|animals|flower|flowers|rose petals|forest|woods|snow|sand|beach|rock|rocks|cliff|fire|candle|lamp|lamps|neon signs|sign|signs|logo|product|bottle|glass|cup|plate|dish|phone|hand|hands|arm|arms|leg|legs|nose|ear|ears|shoes|hat|glasses|jewellery|jewelry|necklace|ring|bag|crowd|tourist|tourists|stranger|passer by|moon|stars|star|horizon line|horizon|reflection|reflections|rainbow|fence|pole|power lines|power line|wires|wire|text|watermark|tower|church|castle|tattoo|furniture|sofa|curtain|ground|field|fields|path|island|fruit|cake|bread|noodles|soup|steak|rug|ceiling|roof|garden|park|top left corner|top right corner|bottom left corner|bottom right corner|upper left|upper right|lower left|lower right|umbrella|fish|insect|butterfly',
  ],
];
