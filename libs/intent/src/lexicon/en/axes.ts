import { fixedWish, matte, noun, wish, type LexiconRow } from '../meaning.ts';

const brighter = { shadows: 1, highlights: 1, fade: 1, lightness: 1 } as const;
const darker = { shadows: -1, highlights: -1, fade: -1, lightness: -1, vignette: 1 } as const;
const softer = {
  contrast: -1,
  highlights: -1,
  shadows: 1,
  saturation: -1,
  fade: 1,
  clarity: -1,
} as const;

/** Words that move or name an axis of light. */
const lightRows: readonly LexiconRow[] = [
  [
    wish('lightness', 1, brighter),
    'bright|brighter|brighten|brightened|brighten up|brightens|brightening|lighten|lighten up|lighter|lightened|lightening|well lit|whiter|whiten|whitened|luminous|radiant|more light|more light on|add light|add light to|add some light|add some light to|lift everything|lift everything else|lift the rest|lift the whole|light up|illuminate|illuminated|dodge|expose up',
  ],
  [{ kind: 'wish', axis: 'lightness', sign: 1, weak: true }, 'light on|light to|light into'],
  [
    wish('lightness', -1, darker),
    'dark|darker|darken|darkened|darkens|darkening|dim|dimmer|dimmed|gloomy|darken down|less light|burn in|expose down|blacker|fall into shadow|fall into the shadows|fall into darkness|recede',
  ],
  [fixedWish('lightness', 1), 'underexposed|under exposed|underexposure|looks dark|look dark|poorly lit'],
  [
    noun('lightness', { protect: 'lightness', tool: 'exposure', alone: 1 }),
    'exposure|brightness|lightness|luminosity|luminance|light level|illumination',
  ],
  [
    noun('shadows', { protect: 'shadows', tool: 'shadows' }),
    'shadows|shadow|shadow areas|shadow tones|shaded areas|dark areas|dark parts|darks|dark tones|shadowed areas|darkest parts|darker areas|darker parts',
  ],
  [
    noun('highlights', { protect: 'highlights', tool: 'highlights' }),
    'highlights|highlight|highlight areas|bright areas|bright parts|bright tones|highlight tones|lights|brightest parts|brighter areas|brighter parts|sun|sunlight areas',
  ],
  [noun('highlights', { protect: 'highlights', tool: 'whites' }), 'whites|white point|white'],
  [
    fixedWish('highlights', -1),
    'blown highlights|blown out highlights|clipped highlights|burnt highlights|burned highlights|harsh highlights|harsh light|glare|recover highlights',
  ],
  [fixedWish('highlights', -1, matte('sky')), 'blown sky|blown out sky|bring back clouds|bring back the clouds'],
  [
    fixedWish('shadows', 1),
    'blocked shadows|blocked up shadows|clipped shadows|fill light|open shadows|airy shadows|soft shadows|lifted shadows',
  ],
  [fixedWish('shadows', -1), 'deep shadows|deeper shadows|heavy shadows|strong shadows'],
  [noun('contrast', { protect: 'contrast', tool: 'contrast', alone: 1 }), 'contrast|tonal contrast'],
  [
    wish('contrast', 1),
    'contrasty|contrastier|punchy|punchier|punch|more pop|pop|pops|high contrast|stronger contrast|bold|bolder|hard contrast|harsh|harsher|impactful|impact|more depth|depth|more dimension|more three dimensional',
  ],
  [wish('contrast', -1), 'low contrast|soft contrast|softer contrast|gentle contrast'],
  [wish('contrast', -1, { saturation: -1 }), 'flat|flatter|flatten|flattening|flattened'],
  [
    fixedWish('contrast', 1),
    'looks flat|look flat|is flat|looks dull|washed out|washed out look|dull|lifeless|dullness|flatness|looks grey|looks gray|too flat|so flat|boring',
  ],
  [
    wish('fade', 1),
    'faded|fade|fading|faded blacks|lifted blacks|raised blacks|matte blacks|milky blacks|lift the blacks|raise the blacks|lift blacks|raise blacks|washed blacks',
  ],
  [
    wish('fade', -1),
    'deep blacks|deeper blacks|rich blacks|richer blacks|inky blacks|inky|true blacks|solid blacks|dark blacks|darker blacks|black blacks',
  ],
  [noun('fade', { protect: 'shadows', tool: 'blacks' }), 'blacks|black point'],
  [noun('vignette', { tool: 'vignetteAmount', alone: 1 }), 'vignette|vignetting|corner darkening|vignette effect'],
  [
    wish('vignette', 1),
    'dark corners|darker corners|darken the corners|darken the edges|darkened corners|dark edges|darker edges|darken corners|darken edges|spotlight the centre|spotlight the center',
  ],
  [
    wish('vignette', -1),
    'bright corners|brighter corners|brighten the corners|brighten the edges|lighten the corners|lighten the edges|brighten corners|lighten corners',
  ],
];

/** Words that move or name an axis of colour. */
const colourRows: readonly LexiconRow[] = [
  [
    wish('warmth', 1),
    'warm|warmer|warmed|warming|warmly|warm up|warm it up|warm tones|warm tone|warm colours|warm colors|warm light|golden|golden tones|golden light|sunny|sunlit|sun kissed|orange tones',
  ],
  [
    wish('warmth', -1),
    'cool|cooler|cooling|cold|colder|cool down|cool it down|cool tones|cool tone|cool colours|cool colors|cool light|icy|frosty|bluish|blueish|blue tones|blue tone|chilly',
  ],
  [noun('warmth', { tool: 'temperature', alone: 1 }), 'warmth|temperature|colour temperature|color temperature|temp'],
  [noun('warmth', { alone: -1 }), 'coolness|coldness'],
  [
    fixedWish('warmth', -1),
    'yellow cast|orange cast|warm cast|yellow light|orange light|yellow lighting|orange lighting|yellow tint|orange tint|yellow tinge|yellow colour cast|yellow color cast|yellowness|jaundiced',
  ],
  [fixedWish('warmth', 1), 'blue cast|cold cast|cool cast|blue tinge|blue colour cast|blue color cast'],
  [wish('tint', 1), 'magenta tint|pink tint|pinkish|more magenta|more pink|rosy|rosier|purplish'],
  [wish('tint', -1), 'green tint|greenish|greenish tint|less magenta|less pink'],
  [fixedWish('tint', 1), 'green cast|green tinge|green colour cast|green color cast'],
  [
    fixedWish('tint', -1),
    'magenta cast|pink cast|purple cast|pink tinge|magenta colour cast|magenta color cast|red cast|redness|blotchy',
  ],
  [noun('tint', { tool: 'tint' }), 'tint'],
  [
    noun('saturation', { protect: 'colour', tool: 'saturation', alone: 1 }),
    'saturation|colour saturation|color saturation|colour intensity|color intensity',
  ],
  [noun('saturation', { protect: 'colour', tool: 'vibrance', alone: 1 }), 'vibrance|vibrancy'],
  [noun(null, { tool: 'hue' }), 'hue'],
  [noun('saturation', { protect: 'colour' }), 'colour|colours|color|colors|colour palette|color palette|hues'],
  [
    wish('saturation', 1),
    'saturated|colourful|colorful|more colourful|vibrant|rich colours|rich colors|richer colours|richer colors|rich|richer|colours pop|colors pop|make the colours pop|make the colors pop|intense colours|intense colors|saturate|juicy|lush|some colour|some color|bit of colour|bit of color|more life',
  ],
  [
    wish('saturation', -1),
    'muted|mute|muted colours|muted colors|muted tones|desaturated|desaturate|desaturating|subdued|dusty|subdued colours|subdued colors|unsaturated|toned down colours|toned down colors|washed colours|washed colors|pale|paler|restrained',
  ],
  [fixedWish('saturation', -1), 'oversaturated|over saturated|garish|gaudy'],
];

/** Words that move or name an axis of texture and air. */
const textureRows: readonly LexiconRow[] = [
  [noun('clarity', { tool: 'clarity', alone: 1 }), 'clarity|structure|midtone contrast|local contrast|definition'],
  [noun('clarity', { alone: -1 }), 'softness'],
  [wish('clarity', 1), 'crisp|crisper|crispy|structured|shiny|shinier|glossy|shine|defined|more defined'],
  [
    wish('clarity', -1, softer),
    'soft|softer|soften|softened|softening|gentle|gentler|soft focus|soft light|softer light|glowing|diffused|diffuse|glowy|glow',
  ],
  [wish('clarity', 1, { shadows: 1, highlights: -1 }), 'more detail|detailed|more detailed'],
  [noun('texture', { tool: 'texture', alone: 1 }), 'texture|textures|fine detail'],
  [wish('texture', -1), 'smooth|smoother|smoothen|smoothed|smoothing|silky|porcelain'],
  [wish('texture', 1), 'textured'],
  [
    fixedWish('texture', -1, matte('skin')),
    'smooth skin|smoother skin|soften skin|soften the skin|smooth the skin|smooth her skin|smooth his skin|skin smoothing|smooth out the skin|soft skin|flawless skin|airbrush|airbrushed|skin softening|soften her skin|soften his skin',
  ],
  [noun('sharpness', { tool: 'sharpness', alone: 1 }), 'sharpness|sharpening|crispness|acutance'],
  [wish('sharpness', 1), 'sharp|sharper|sharpen|sharpened|sharpen up|tack sharp|in focus'],
  [fixedWish('sharpness', 1), 'unsharp|looks soft|out of focus|blurry|looks blurry|fuzzy'],
  [noun('noise'), 'noise|colour noise|color noise|luminance noise|digital noise|iso noise'],
  [
    noun('noise', { tool: 'luminanceNoiseReduction', alone: -1, inverse: true }),
    'noise reduction|denoise|denoising|denoised|de noise|noise removal|reduce noise|reduce the noise',
  ],
  [wish('noise', 1), 'noisy|noisier'],
  [wish('noise', -1), 'noise free|cleaned up noise'],
  [
    { kind: 'wish', axis: 'blur', sign: 1, where: matte('background') },
    'bokeh|background blur|shallow depth of field|shallower depth of field|lens blur|portrait mode|creamy background|defocused background|blurred background|blurry background|out of focus background',
  ],
  [wish('blur', 1), 'blur|blurred|blurrier|blurring|defocus|defocused'],
  [noun('haze', { alone: 1 }), 'haze|fog|mist|haziness|smog'],
  [noun('haze', { tool: 'dehaze', alone: -1, inverse: true }), 'dehaze slider|dehaze|de haze|dehazing|defog'],
  [wish('haze', 1), 'hazy|hazier|foggy|foggier'],
  [fixedWish('haze', -1), 'cut through the haze|cut the haze'],
  [wish('haze', -1), 'clear|clearer|clear air'],
  [noun('grain', { tool: 'grainAmount', alone: 1 }), 'grain|film grain|graininess'],
  [wish('grain', 1), 'grainy|grainier'],
];

const harmRows: readonly LexiconRow[] = [
  [noun(null, { protect: ['lightness', 'contrast'] }), 'tonality'],
  [
    { kind: 'harm', protect: 'highlights', axis: 'lightness', sign: -1 },
    'overexposed|over exposed|overexposure|overexpose|overexposing',
  ],
  [
    { kind: 'harm', protect: 'highlights', axis: 'highlights', sign: -1 },
    'blow|blow out|blows out|blowing|blowing out|blown|blown out|clip|clipping|burn|burn out|burning|burnt out|burned out|clipped',
  ],
  [{ kind: 'harm', protect: 'shadows', axis: 'fade', sign: -1 }, 'crush|crushing|crushed|block up|blocking up|plug up'],
  [
    { kind: 'harm', protect: null, axis: null, sign: -1 },
    'plastic|plasticky|waxy|fake|unnatural|artificial|lose|losing|loss of|lost|destroy|destroying|ruin|ruining|kill|killing|damage|damaging|sacrifice|sacrificing|hurt|hurting',
  ],
];

export const axisRows: readonly LexiconRow[] = [...lightRows, ...colourRows, ...textureRows, ...harmRows];
