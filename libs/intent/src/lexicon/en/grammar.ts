import type { LexiconRow } from '../meaning.ts';

/** Words that steer: how much, which way, keep, not. */
export const grammarRows: readonly LexiconRow[] = [
  [
    { kind: 'amount', size: 0.2 },
    'barely|ever so slightly|a hint|a hint of|a tiny bit|a tad|just a touch|very slightly|very subtle|very subtly',
  ],
  [
    { kind: 'amount', size: 0.3 },
    'a bit|a bit of|a little|a little bit|a little bit of|little|slightly|slight|a touch|a touch of|subtle|subtly|gently|mildly|mild|somewhat|lightly|some|bit|faint|delicate|a dash of|just a bit|just a little|light',
  ],
  [{ kind: 'amount', size: 0.6 }, 'fairly|quite|moderately|moderate|rather|medium|noticeably'],
  [
    { kind: 'amount', size: 1 },
    'very|really|much|a lot|a lot of|lots of|strongly|strong|heavily|heavy|super|extremely|far|way|significantly|dramatically more|considerably|hugely|so much|extra|as much as possible|totally|completely|tons of|plenty of|intensely|massively',
  ],

  [
    { kind: 'direction', sign: 1 },
    'more|increase|increased|increasing|raise|raised|boost|boosted|up|higher|stronger|enhance|enhanced|lift|lifted|open|open up|opened|bring up|push|pump up|turn up|dial up|greater|high|improve the|fill|give it|give it more|bring out|bump|bump up|bump the|emphasize|emphasise|amplify|strengthen|intensify',
  ],
  [
    { kind: 'direction', sign: -1 },
    'less|lower|lowered|decrease|decreased|reduce|reduced|reducing|down|drop|dropped|tone down|toned down|dial down|dial back|turn down|bring down|pull down|pull back|hold back|tame|cut|minimise|minimize|weaker|weaken|low|fewer|take down|lessen|deepen|cut down|ease|ease off|subdue|calm|suppress|compress|control|held back',
  ],
  [
    { kind: 'wish', axis: null, sign: 1, beside: { shadows: -1, saturation: 1, fade: -1, contrast: 1, vignette: 1 } },
    'deep|deeper',
  ],
  [{ kind: 'recover' }, 'recover|rescue|bring back|restore|save|recovered|reveal|show'],
  [{ kind: 'handle', sign: 1 }, 'add|adding|added|put|include|introduce|insert|place|give me'],
  [
    { kind: 'handle', sign: -1 },
    'remove|removing|removed|get rid of|eliminate|take out|take away|clean up|strip|delete|erase|clear away|take off',
  ],
  [
    { kind: 'generate' },
    'replace|replacing|swap|paint|draw|generate|photoshop|crop out|cut out|turn it into a|move the|composite|combine with|merge with|make me look|change the background|put on|open her eyes|close the mouth|clone out|heal|patch|colorize|colourise|imagine|make him|make her|transform the',
  ],

  [
    { kind: 'negation' },
    "not|don't|do not|dont|no|never|without|avoid|avoiding|isn't|is not|no need to|not make it|shouldn't|should not|mustn't|nothing|nor|neither|can't|cannot",
  ],
  [{ kind: 'excess' }, 'too|too much|overly|over|excessively|excessive|so'],
  [{ kind: 'lack' }, 'enough|not enough|lacks|lack of|lacking|missing|needs more|need more|needs|need|could use'],
  [
    { kind: 'keep' },
    'keep|keeping|keeps|preserve|preserving|preserved|protect|protecting|maintain|maintaining|retain|retaining|leave|hold|holding|conserve|respect|safe|stay|stays|mind the|careful with|watch the|untouched|unchanged|intact',
  ],
  [
    { kind: 'change' },
    'change|changing|alter|altering|touch|touching|shift|shifting|affect|affecting|modify|modifying|mess with|adjust|adjusting',
  ],
  [{ kind: 'detail' }, 'detail|details|information|detail in|details in|detail of'],

  [
    { kind: 'correction', what: ['exposure', 'whiteBalance', 'contrast', 'colour'] },
    'fix it|fix this|fix the photo|fix the picture|fix the image|fix this photo|fix this picture|make it better|make it look better|make this better|improve|improve it|improve this|improve the photo|improve the picture|improve the image|enhance it|enhance this|enhance the photo|enhance the image|enhance the picture|auto|auto enhance|autoenhance|auto tone|automatic|automatically|optimise|optimize|optimise it|optimize it|make it nice|make it nicer|make it look good|make it look great|make it beautiful|make it pretty|nice|nicer|beautiful|better|retouch|retouch it|retouch this|edit this|edit it|edit the photo|edit this photo|touch up|touch it up|correct it|correct the photo|professional|look professional|good looking|do your best|do your thing|surprise me|well balanced|balanced|balance it|great|stunning|gorgeous|polish|polish it',
  ],
  [
    { kind: 'correction', what: ['whiteBalance'] },
    'white balance|fix the white balance|correct the white balance|neutral white balance|auto white balance|colour cast|color cast|colour casts|color casts|remove the colour cast|remove the color cast|fix the colours|fix the colors|correct the colours|correct the colors|colour correct|color correct|colour correction|color correction|neutral colours|neutral colors|neutral|neutralise|neutralize|neutral tones|correct colours|correct colors|accurate colours|accurate colors',
  ],
  [
    { kind: 'correction', what: ['exposure'] },
    'fix the exposure|correct the exposure|fix exposure|correct exposure|balance the exposure|auto exposure|proper exposure|balanced exposure|even out the exposure|exposure correction',
  ],
  [
    { kind: 'correction', what: ['contrast'] },
    'fix the contrast|correct the contrast|auto contrast|balance the contrast',
  ],

  [
    { kind: 'unsupported', thing: false },
    'crop|crop to|straighten|rotate|denoise|noise|noise reduction|reduce noise|blur|blurred|blurry|bokeh|background blur|smooth skin|soften skin|soften the skin|smooth the skin|whiten teeth|red eye|perspective|lens distortion|chromatic aberration|hdr|upscale|resolution|super resolution',
  ],
  [{ kind: 'unsupported', thing: true }, 'background|foreground|subject|horizon|scratch|scratches|spots|dust'],

  [{ kind: 'join' }, 'and|or|&|plus|as well as|also|along with|together with'],
  [{ kind: 'break' }, 'but|then|while|whilst|yet|though|although|however|with|because|since|afterwards|finally|except'],
  [{ kind: 'preposition' }, 'of|in|on|at|by|to|into|for|from'],
  [
    { kind: 'filler' },
    "a|an|the|it|its|it's|is|are|be|been|being|was|this|that|these|those|there|as|i|i'd|i'm|i'll|me|my|we|us|our|you|your|please|pls|kindly|thanks|thank you|want|wants|wanted|would|like|could|can|should|will|shall|may|might|must|do|does|make|makes|making|made|turn|turns|turn it|turn this|turn it into|turn this into|render|get|getting|have|has|having|let|let's|set|setting|create|creating|give|gives|giving|go|go for|going|going for|take|try|use|using|apply|applying|look|looks|looking|feel|feels|feeling|vibe|vibes|style|styled|effect|effects|tone|tones|toned|toning|atmosphere|aesthetic|grade|grading|colour grade|color grade|edit|editing|photo|photos|photograph|picture|pictures|image|images|shot|shots|scene|pic|pics|whole|overall|entire|all|everything|just|only|still|even|bit more|kind of|sort of|kinda|maybe|perhaps|somehow|general|generally|finish|result|final|version|here|now|again|when|where|so that|such|very own|them|they|their|he|she|his|her|some of|any|each|both|between|through|across|within|within the|areas|area|parts|part|tonal|level|levels|amount|value|slider|sense|quality|touch of|nice and|good|well|right|proper|properly|correct|fix|fixed|adjustment|adjustments|way too|appearance|character|oh|hey|hi|hello|up a|if possible|possible|was taken|taken|during|inspired|inspired by|like it was|like a|as if|as though|wash|bring|bringing|become|becomes|remain|remains|remaining|stay as|as is|same|the same|were|them all|impression|treatment|processing|process|develop|developed|development|preset|filter|lighting|light on|s|t|d|ll|re|ve|what|which|who|how|quickly|simply|basically|actually|instead|rather than|than|ok|okay|yes|around|about|under|there's|some more|one|time|little more|it all",
  ],
  [{ kind: 'unit', tool: 'exposure' }, 'ev|stops|stop|f stops|f stop'],
  [{ kind: 'unit', tool: 'temperature' }, 'k|kelvin'],
  [{ kind: 'filler' }, 'percent|points|units|point'],
  [{ kind: 'number', value: 0.5, signed: false }, 'half a|half'],
  [{ kind: 'number', value: 1 / 3, signed: false }, 'a third of a|one third of a|third of a'],
];
