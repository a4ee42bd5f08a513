import type { LookName } from '../../looks/index.ts';
import type { LexiconRow } from '../meaning.ts';

const names: Record<LookName, string> = {
  'golden hour':
    'golden hour|goldenhour|magic hour|golden hour light|sunset light|sunset glow|late afternoon light|sunset look|sunset mood|sunset vibe|sunset feel|sunset colours|sunset colors|golden hour look|golden hour glow|at sunset|taken at sunset|at sunrise|sunrise light|sunrise look|like a sunset|shot at sunset|sunset like|evening light|evening sun',
  'blue hour': 'blue hour|twilight|dusk|moonlit|moonlight|after sunset|at dusk|at twilight',
  'high key': 'high key|highkey',
  'low key': 'low key|lowkey|chiaroscuro',
  airy: 'airy|light and airy|bright and airy|light airy|airier|fresh|fresh look|fresh and clean|clean and bright|bright and clean|clean|cleaner|fresher|light & airy',
  summer: 'summer|summery|summer vibe|summer look|summer day|summer feel|sunny day|sunny summer',
  autumn:
    'autumn|autumnal|fall colours|fall colors|fall look|autumn look|fall vibes|autumn colours|autumn colors|fall mood',
  winter:
    'winter|wintry|winter look|winter mood|nordic|scandinavian|cold winter|cool winter|arctic|snowy look|winter feel',
  spring: 'spring|springtime|spring look|spring like|spring vibe|spring feel',
  misty: 'misty|mistier|misty morning|misty mood|foggy mood|foggy morning|veiled',
  'night city':
    'night city|city night|city at night|night street|urban night|night photography|night look|city lights look',
  film: 'film|film look|filmic|analog|analogue|film like|film photo|film photography|35mm|analog film|film emulation|analogue film|film style|film vibe',
  'colour negative':
    'colour negative|color negative|negative film|kodak|portra|portra 400|kodak portra|kodak gold|fuji|fujifilm|portrait film|fuji 400h|pro 400h',
  'slide film':
    'slide film|reversal film|chrome film|velvia|fuji velvia|kodachrome|ektachrome|provia|transparency film|slide look',
  'instant film': 'instant film|polaroid|instax|polaroid look|instant photo|polaroid style',
  'expired film': 'expired film|expired|old expired film|lomo|lomography|lomo look|toy camera',
  vintage:
    "vintage|retro|old photo|old school|old fashioned|1970s|70s|70's|80s|aged|1960s|60s|1980s|vintage look|retro look",
  cinematic:
    'cinematic|cinema|movie|movie look|movie like|film still|hollywood|cinematic look|blockbuster|movie scene|cinematic feel|cinematic colour grade|cinematic color grade|like a movie',
  'teal and orange':
    'teal and orange|orange and teal|teal & orange|orange & teal|teal orange|orange teal|teal and orange look',
  matte: 'matte|matt|matte look|matte finish|matte effect|matte film look|matte curve|faded curve',
  'bleach bypass': 'bleach bypass|bleach bypassed|bleach bypass look|skip bleach|silver retention',
  'cross process': 'cross process|cross processed|cross processing|xpro|x pro|cross process look',
  'hong kong film':
    'hong kong film|hong kong|hong kong style|hong kong cinema|hong kong movie|wong kar wai|hk film|90s hong kong|hong kong look',
  'three-strip colour':
    'three strip colour|three strip color|technicolor|technicolour|three strip|50s hollywood|old hollywood colour',
  moody: 'moody|mood|moodier|dark and moody|brooding|atmospheric|moody look|moody vibe|ominous|darker mood',
  dramatic: 'dramatic|drama|more dramatic|epic|dramatically|intense|powerful|more drama',
  dreamy:
    'dreamy|dreamlike|dream like|ethereal|fairytale|fairy tale|dreamier|whimsical|magical|dreamy look|heavenly|soft dreamy',
  cozy: 'cozy|cosy|homely|hygge|warm and cozy|warm and cosy|candlelit|candlelight|inviting|snug|cozier',
  romantic: 'romantic|romance|valentine|romantic look|romantic mood|tender',
  melancholic: 'melancholic|melancholy|sombre|somber|sad|lonely|wistful|gloomy mood|sorrowful|sadder',
  nostalgic: 'nostalgic|nostalgia|faded memory|childhood memory|memories|nostalgic look',
  cyberpunk: 'cyberpunk|cyber punk|blade runner|futuristic|sci fi|cyberpunk look|cyberpunk style|synthwave|vaporwave',
  'dark academia': 'dark academia|academia|old library|dark academia look',
  gritty: 'gritty look|gritty style|gritty|grunge|grungy|raw and gritty|rugged|grittier',
  minimalist: 'minimalist|minimal|minimalistic|understated|minimal look|clean minimal',
  'black and white':
    'black and white|black & white|b&w|b & w|bw|b/w|monochrome|greyscale|grayscale|mono|black white|monochromatic|colourless|colorless',
  sepia: 'sepia|sepia tone|sepia toned|sepia look|brown toned',
  cyanotype: 'cyanotype|blueprint|prussian blue print|cyanotype look',
  selenium: 'selenium|selenium toned|selenium toning|selenium tone',
  noir: 'noir|film noir|noir look|noir style|film noir look',
  'high-contrast monochrome':
    'high contrast monochrome|high contrast black and white|high contrast b&w|high contrast bw|tri x|punchy black and white|contrasty black and white|dramatic black and white|moriyama|harsh black and white',
  'soft monochrome':
    'soft monochrome|soft black and white|low contrast black and white|gentle black and white|soft b&w|muted black and white',
  vivid:
    'vivid|vividly|more vivid|punchy colours|punchy colors|poppy|vibrant and punchy|bold colours|bold colors|lively|livelier|eye catching|vivid look|vivid colours|vivid colors|vivid and punchy',
  pastel:
    'pastel|pastels|pastel colours|pastel colors|pastel tones|candy|soft colours|soft colors|macaron|pastel look|candy colours|candy colors',
  natural:
    'natural|natural look|true to life|realistic|naturally|lifelike|neutral look|natural colours|natural colors|authentic|more natural',
  earthy: 'earthy|earth tones|earthy tones|earth tone|earthy look|rustic|boho|bohemian',
  morandi:
    'morandi|morandi colours|morandi colors|morandi palette|morandi tones|morandi style|greyed colours|dusty colours|dusty colors',
  'japanese airy':
    'japanese airy|japanese style|japanese|japanese look|japanese film|japanese fresh|japan style|japanese airy look',
  forest: 'forest style|forest look|mori girl|mori|forest mood|woodland|fairy forest|forest portrait|forest vibe',
  'ins style':
    'ins style|instagram style|instagram look|insta look|instagrammable|influencer look|insta style|ins look|instagram aesthetic',
  cream: 'cream|creamy|creamy skin|cream look|cream tones|milky|cream skin|creamy tones|buttery',
  'cool white skin':
    'cool white skin|porcelain skin|fair skin|pale skin|cool porcelain skin|snow white skin|fair cool skin',
  'chinese painting':
    'chinese painting|chinese style|ancient chinese|traditional chinese|traditional chinese painting|oriental style|hanfu style|ink wash',
  neon: 'neon|neon look|neon lights|neon glow|neon colours|neon colors|neon style',
  food: 'food|food photography|appetising|appetizing|delicious|tasty|yummy|food look|mouth watering|food photo',
  newborn: 'newborn|newborn look|newborn photography|baby photo|newborn style|soft baby look',
  wedding: 'wedding|wedding look|bridal|wedding style|wedding photography|fine art wedding',
  documentary:
    'documentary|documentary look|photojournalism|photojournalistic|reportage|news photo|documentary style|journalistic',
  editorial:
    'editorial|fashion|magazine|high fashion|vogue|fashion editorial|magazine look|editorial look|magazine cover',
  portrait:
    'portrait look|portrait style|portrait retouch|portrait edit|headshot|portrait look and feel|studio portrait',
  landscape:
    'landscape|landscape look|national geographic|nat geo|landscape style|scenic|travel magazine|landscape photography',
  street: 'street photography|street style|street look|urban|urban look|street photo',
  product:
    'product shot|product look|product photo|product photography|e commerce|ecommerce|packshot|catalogue photo|studio product|catalog photo',
  interior:
    'interior|real estate|interior photography|architecture|architectural|real estate look|interior look|property photo',
};

export const lookRows: readonly LexiconRow[] = Object.entries(names).map(([look, phrases]) => [
  { kind: 'look', look: look as LookName },
  phrases,
]);
