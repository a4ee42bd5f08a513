import type { LexiconRow } from '../meaning.ts';

/** Words that carry no wish of their own. */
export const fillerRows: readonly LexiconRow[] = [
  [
    { kind: 'filler' },
    "a|an|be|been|being|there|as|i|i'd|i'm|i'll|me|we|us|you|please|pls|kindly|thanks|thank you|wanted" +
      '|would|could|can|will|shall|may|might|must|do|does|made|turns|turn it|turn this|turn it into' +
      '|turn this into|render|getting|have|has|having|set|setting|create|creating|go|go for|going|going for' +
      '|take|try|use|using|apply|applying|looking|feeling|vibe|vibes|style|styled|effect|effects|tone|tones' +
      '|toned|toning|atmosphere|aesthetic|grade|grading|photos|pictures|images|shots|scene|pics|all|just' +
      '|only|still|even|bit more|kind of|sort of|kinda|maybe|perhaps|somehow|general|generally|finish' +
      '|result|final|version|here|now|when|where|such|very own|he|she|some of|any|each|both|between|through' +
      '|across|within|within the|areas|area|parts|part|tonal|levels|amount|value|slider|sense|quality' +
      '|touch of|nice and|good|well|right|proper|properly|correct|fix|fixed|adjustment|adjustments' +
      '|appearance|character|oh|hey|hi|hello|up a|if possible|possible|was taken|taken|during|inspired' +
      '|inspired by|like it was|like a|as if|as though|wash|bring|bringing|become|becomes|remain|remains' +
      '|remaining|same|the same|were|them all|impression|treatment|processing|process|develop|developed' +
      '|development|preset|filter|s|t|d|ll|re|ve|what|which|who|how|quickly|simply|basically|actually' +
      '|instead|rather than|than|ok|okay|yes|about|under|one|time|little more|it all|for instagram' +
      '|for social media|for the web|for print|for printing|for my portfolio|for a portfolio|for my website' +
      "|for me|don't forget to|do not forget to|remember to|make sure to|be sure to|i think|i feel|it seems" +
      '|a touch more of|start with|next|first|firstly|secondly|lastly|one more|as well|too please|to taste' +
      '|little by little|stand|natural looking|tad more|at once|thx|plz|hmm|um|anyway|go ahead and|let us' +
      '|see|a more|an overall|type|kind|towards the end|side|for a|as a|someone|something|has been|had|got' +
      '|gets|came|come|comes|both of|own|u|dude|bro|lol|haha|tbh|imo|rn|asap|ty|in here|in there|in this one|for real',
  ],
  [
    { kind: 'filler' },
    'like|old|i would love|love|keep everything else|leave the rest|nothing else|everything else unchanged|else|healthy|lovely|in the distance|distant|i liked|i like|liked|i preferred|for once|really nice|orientation|ratio|aspect ratio|format|aspect|rest|points|units|point|steps|step|convert|converted|convert it|converting',
  ],
  [{ kind: 'pronoun' }, 'it'],
  [{ kind: 'plural' }, 'them|em|these|those|they'],
  // What follows is a thing of the scene more often than after "a".
  [{ kind: 'definite' }, 'the|his|her|their|my|our|your|ur|this|that'],
];
