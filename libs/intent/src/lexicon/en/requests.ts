import { matte, type LexiconRow } from '../meaning.ts';

/** Whole requests: put it right by looking, make something that is not there, and sayings that mean several wishes. */
export const requestRows: readonly LexiconRow[] = [
  [
    { kind: 'correction', what: ['exposure', 'whiteBalance', 'contrast', 'colour'] },
    'fix it|fix this|fix the photo|fix the picture|fix the image|fix this photo|fix this picture|make it better|make it look better|make this better|improve|improve it|improve this|improve the photo|improve the picture|improve the image|enhance it|enhance this|enhance the photo|enhance the image|enhance the picture|auto|auto enhance|autoenhance|auto tone|auto settings|fix automatically|automatic|automatically|optimise|optimize|optimise it|optimize it|make it nice|make it nicer|make it look good|make it look great|make it beautiful|make it pretty|nicer|retouch|retouch it|retouch this|edit this|edit it|edit the photo|edit this photo|touch up|touch it up|correct it|correct the photo|professional|look professional|good looking|do your best|do your thing|surprise me|well balanced|balanced|balance it|polish|polish it|fix this up|clean this up',
  ],
  [
    { kind: 'correction', what: ['exposure', 'whiteBalance', 'contrast', 'colour'], praise: true },
    'nice|beautiful|better|great|stunning|gorgeous|perfect|awesome|amazing|looks good|looks great|looks nice|looking good|looks better|much better|love it|i love it',
  ],
  [
    { kind: 'correction', what: ['whiteBalance'] },
    'white balance|fix the white balance|correct the white balance|neutral white balance|auto white balance|colour cast|color cast|colour casts|color casts|remove the colour cast|remove the color cast|fix the colours|fix the colors|correct the colours|correct the colors|colour correct|color correct|colour correction|color correction|neutral colours|neutral colors|neutral|neutralise|neutralize|neutral tones|correct colours|correct colors|accurate colours|accurate colors|the colours are off|the colors are off|colours are off|colors are off|colours look off|colors look off|wb',
  ],
  [
    { kind: 'correction', what: ['exposure'] },
    'fix the exposure|correct the exposure|fix exposure|correct exposure|balance the exposure|auto exposure|proper exposure|balanced exposure|even out the exposure|exposure correction|even out the light|fix the lighting|fix the light|lighting|improve the lighting|better lighting|fix lighting',
  ],
  [
    { kind: 'correction', what: ['contrast'] },
    'fix the contrast|correct the contrast|auto contrast|balance the contrast',
  ],
  [
    { kind: 'idiom', goals: [{ axis: 'vignette', amount: 0.3, region: null }] },
    'soft vignette|gentle vignette|light vignette|smooth vignette|natural vignette|softer vignette',
  ],
  [
    {
      kind: 'idiom',
      goals: [
        { axis: 'lightness', amount: 0.3, region: matte('subject') },
        { axis: 'lightness', amount: -0.3, region: matte('background') },
      ],
    },
    'make the subject stand out|make her stand out|make him stand out|make them stand out|subject stand out|make the subject pop|separate the subject from the background|isolate the subject|draw attention to the subject|focus on the subject|emphasise the subject|emphasize the subject|highlight the subject|make the person stand out|make the model stand out|spotlight on the subject|spotlight the subject|subject more prominent|make the subject more prominent|background less distracting|less distracting background|make the background less distracting|make her pop|she stands out|he stands out|they stand out|stands out|stand out|make it stand out from the background|make him pop|bring attention to the subject|more separation between the subject and the background|more separation',
  ],
  [
    {
      kind: 'idiom',
      goals: [
        { axis: 'lightness', amount: 0.3, region: matte('teeth') },
        { axis: 'saturation', amount: -0.5, region: matte('teeth') },
      ],
    },
    'whiten teeth|whiten the teeth|whiten her teeth|whiten his teeth|whiter teeth|teeth whiter|teeth whitening|white teeth',
  ],
  [
    {
      kind: 'idiom',
      goals: [
        { axis: 'lightness', amount: 0.35, region: matte('eyes') },
        { axis: 'clarity', amount: 0.35, region: matte('eyes') },
      ],
    },
    'make the eyes pop|make her eyes pop|make his eyes pop|eyes pop|sparkling eyes|brighter sparkling eyes|enhance the eyes|enhance her eyes|enhance his eyes',
  ],
  [
    {
      kind: 'idiom',
      goals: [
        { axis: 'texture', amount: -0.35, region: matte('skin') },
        { axis: 'contrast', amount: -0.2, region: matte('skin') },
      ],
    },
    'even skin tone|even out the skin|even out the skin tone|even out her skin|even the skin tone|retouch the skin|retouch her skin|beauty retouch|clean up the skin|clean up her skin|clear skin|clearer skin',
  ],
  [
    { kind: 'generate' },
    'replace|replacing|swap|paint|draw|generate|photoshop|crop out|cut out|composite|combine with|merge with|change the background|change background|put on|clone out|heal|patch|colorize|colourise|imagine|transform the|inpaint|outpaint|extend the frame|extend the canvas|new sky|new background|different background|different sky|change her clothes',
  ],
  [
    { kind: 'generate', always: true },
    'smile|smiling|make her smile|make him smile|open her eyes|open his eyes|open their eyes|close the mouth|close her mouth|thinner|slimmer|skinnier|slim|slim down|slimming|liquify|lose weight|taller|younger|older|bigger eyes|enlarge the eyes|smaller nose|reshape|face lift|happy|happier|laughing|turn her head|look at the camera|face the camera|wearing|write my name|write|add text|add a caption|caption|watermark it|sign it|make it night|make it snow|make it rain|cartoon|cartoonify|anime|oil painting|watercolour painting|watercolor painting|pencil sketch|pixar|ghibli|add makeup|put makeup on|lipstick on|face swap|swap faces|turn it into a painting|more people|fewer people|muscular|move the|rearrange|move her|move him',
  ],
];
