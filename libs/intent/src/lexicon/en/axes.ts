import { fixedWish, noun, wish, type LexiconRow } from '../meaning.ts';

const brighter = { shadows: 1, highlights: 1, fade: 1, lightness: 1 } as const;
const darker = { shadows: -1, highlights: -1, fade: -1, lightness: -1, vignette: 1 } as const;
const softer = {
  contrast: -1,
  highlights: -1,
  shadows: 1,
  saturation: -1,
  fade: 1,
  vignette: -1,
  clarity: -1,
} as const;

/** Words that move or name an axis. */
export const axisRows: readonly LexiconRow[] = [
  [
    wish('lightness', 1, brighter),
    'bright|brighter|brighten|brightened|brighten up|brightens|lighten|lighten up|lighter|lightened|well lit|luminous|radiant',
  ],
  [wish('lightness', -1, darker), 'dark|darker|darken|darkened|darkens|dim|dimmer|dimmed|gloomy|darken down'],
  [fixedWish('lightness', 1), 'underexposed|under exposed|underexposure'],
  [
    noun('lightness', { protect: 'lightness', tool: 'exposure', alone: 1 }),
    'exposure|brightness|lightness|luminosity|light level',
  ],

  [
    noun('shadows', { protect: 'shadows', tool: 'shadows' }),
    'shadows|shadow|shadow areas|shadow tones|shaded areas|dark areas|dark parts|darks|dark tones|shadowed areas',
  ],
  [
    noun('highlights', { protect: 'highlights', tool: 'highlights' }),
    'highlights|highlight|highlight areas|bright areas|bright parts|bright tones|highlight tones|lights',
  ],
  [noun('highlights', { protect: 'highlights', thing: true }), 'sky|skies|clouds|the sun'],
  [noun('highlights', { protect: 'highlights', tool: 'whites' }), 'whites|white point'],
  [
    fixedWish('highlights', -1),
    'blown sky|blown highlights|blown out sky|blown out highlights|clipped highlights|burnt highlights|burned highlights|harsh highlights|harsh light|glare',
  ],
  [
    fixedWish('shadows', 1),
    'blocked shadows|blocked up shadows|clipped shadows|fill light|open shadows|airy shadows|soft shadows|lifted shadows',
  ],
  [fixedWish('shadows', -1), 'deep shadows|deeper shadows|heavy shadows|strong shadows'],

  [noun('contrast', { protect: 'contrast', tool: 'contrast', alone: 1 }), 'contrast|tonal contrast'],
  [
    wish('contrast', 1),
    'contrasty|punchy|punchier|punch|more pop|pop|pops|high contrast|strong contrast|stronger contrast|bold|bolder|hard contrast|impactful|impact|more depth|depth',
  ],
  [wish('contrast', -1), 'low contrast|soft contrast|softer contrast|gentle contrast|flat|flatter|flatten'],
  [
    fixedWish('contrast', 1),
    'looks flat|look flat|is flat|looks dull|washed out|washed out look|dull|lifeless|dullness|flatness',
  ],

  [
    wish('warmth', 1),
    'warm|warmer|warmed|warmly|warm up|warm it up|warm tones|warm tone|warm colours|warm colors|warm light|golden|golden tones|golden light|amber|sunny|sunlit|sun kissed|yellow|yellower|yellowish|orange tones|honey',
  ],
  [
    wish('warmth', -1),
    'cool|cooler|cold|colder|cool down|cool it down|cool tones|cool tone|cool colours|cool colors|cool light|icy|frosty|bluish|blueish|bluer|blue tones|blue tone|chilly',
  ],
  [noun('warmth', { tool: 'temperature', alone: 1 }), 'warmth|temperature|colour temperature|color temperature|temp'],
  [noun('warmth', { alone: -1 }), 'coolness'],
  [
    fixedWish('warmth', -1),
    'yellow cast|orange cast|warm cast|yellow tint|orange tint|yellow tinge|too orange|yellow colour cast|yellow color cast',
  ],
  [fixedWish('warmth', 1), 'blue cast|cold cast|cool cast|blue tinge|too blue|blue colour cast|blue color cast'],

  [wish('tint', 1), 'magenta tint|pink tint|pinkish|pinker|more magenta|more pink|rosy|rosier|purplish'],
  [wish('tint', -1), 'green tint|greenish|greenish tint|less magenta|less pink'],
  [fixedWish('tint', 1), 'green cast|too green|green tinge|green colour cast|green color cast'],
  [
    fixedWish('tint', -1),
    'magenta cast|pink cast|purple cast|too magenta|too pink|pink tinge|magenta colour cast|magenta color cast',
  ],
  [noun('tint', { tool: 'tint' }), 'tint'],
  [noun('tint', { alone: 1 }), 'magenta'],

  [
    noun('saturation', { protect: 'colour', tool: 'saturation', alone: 1 }),
    'saturation|colour saturation|color saturation|colour intensity|color intensity',
  ],
  [noun('saturation', { protect: 'colour', tool: 'vibrance', alone: 1 }), 'vibrance|vibrancy'],
  [noun('saturation', { protect: 'colour' }), 'colour|colours|color|colors|colour palette|color palette|hues|hue'],
  [
    wish('saturation', 1),
    'saturated|colourful|colorful|more colourful|vibrant|rich colours|rich colors|richer colours|richer colors|rich|richer|colours pop|colors pop|make the colours pop|make the colors pop|intense colours|intense colors|saturate|juicy|lush',
  ],
  [
    wish('saturation', -1),
    'muted|mute|muted colours|muted colors|muted tones|desaturated|desaturate|subdued|subdued colours|subdued colors|unsaturated|oversaturated|over saturated|toned down colours|toned down colors|washed colours|washed colors|earthy|pale|restrained',
  ],

  [noun('clarity', { tool: 'clarity', alone: 1 }), 'clarity|structure|midtone contrast|local contrast|definition'],
  [noun('clarity', { tool: 'texture', alone: 1 }), 'texture|textures'],
  [noun('clarity', { alone: 1 }), 'sharpness|crispness'],
  [noun('clarity', { alone: -1 }), 'softness|glow'],
  [
    wish('clarity', 1),
    'crisp|crisper|sharp|sharper|sharpen|gritty|grittier|crispy|structured|defined|more defined|more detail|detailed|more detailed',
  ],
  [
    wish('clarity', -1, softer),
    'soft|softer|soften|softened|gentle|gentler|soft focus|soft light|softer light|glowing|smooth|smoother|smoothen|silky|diffused|diffuse',
  ],

  [noun('haze', { alone: 1 }), 'haze|fog|mist|haziness|smog'],
  [noun('haze', { tool: 'dehaze' }), 'dehaze slider'],
  [wish('haze', 1), 'hazy|hazier|misty|mistier|foggy|foggier'],
  [fixedWish('haze', -1), 'dehaze|defog|de haze|cut through the haze'],
  [wish('haze', -1), 'clear|clearer|clear air'],

  [
    wish('fade', 1),
    'faded|fade|fading|faded blacks|lifted blacks|raised blacks|matte blacks|milky blacks|lift the blacks|raise the blacks|lift blacks|raise blacks|washed blacks',
  ],
  [
    wish('fade', -1),
    'deep blacks|deeper blacks|rich blacks|richer blacks|inky blacks|inky|true blacks|solid blacks|dark blacks|darker blacks|black blacks',
  ],
  [noun('fade', { protect: 'shadows', tool: 'blacks' }), 'blacks|black point'],

  [noun('vignette', { tool: 'vignetteAmount', alone: 1 }), 'vignette|vignetting|corner darkening'],
  [
    wish('vignette', 1),
    'dark corners|darker corners|darken the corners|darken the edges|darkened corners|dark edges|darker edges|darken corners|darken edges',
  ],
  [
    wish('vignette', -1),
    'bright corners|brighter corners|brighten the corners|brighten the edges|lighten the corners|lighten the edges|brighten corners|lighten corners',
  ],

  [noun('grain', { tool: 'grainAmount', alone: 1 }), 'grain|film grain|graininess'],
  [wish('grain', 1), 'grainy|grainier'],

  [
    noun(null, { protect: 'skin', thing: true }),
    'skin|skin tone|skin tones|skintone|skintones|skin colour|skin color|faces|face|complexion',
  ],
  [noun(null, { protect: ['lightness', 'contrast'] }), 'tonality'],

  [
    { kind: 'harm', protect: 'highlights', axis: 'lightness', sign: -1 },
    'overexposed|over exposed|overexposure|overexpose|overexposing',
  ],
  [
    { kind: 'harm', protect: 'highlights', axis: 'highlights', sign: -1 },
    'blow|blow out|blows out|blowing|blowing out|blown|blown out|clip|clipping|burn|burn out|burning|burnt out',
  ],
  [{ kind: 'harm', protect: 'shadows', axis: 'fade', sign: -1 }, 'crush|crushing|crushed|block up|blocking up|plug up'],
  [
    { kind: 'harm', protect: null, axis: null, sign: -1 },
    'lose|losing|loss of|lost|destroy|destroying|ruin|ruining|kill|killing|damage|damaging|sacrifice|sacrificing|hurt|hurting',
  ],
];
