import type { LexiconRow } from '../meaning.ts';

/** Words that carry no wish of their own. */
export const fillerRows: readonly LexiconRow[] = [
  [
    { kind: 'filler' },
    "a|an|its|it's|is|are|be|been|being|was|there|as|i|i'd|i'm|i'll|me|we|us|you|please|pls|kindly|thanks" +
      '|thank you|want|wants|wanted|would|like|could|can|should|will|shall|may|might|must|do|does|make|makes' +
      '|making|made|turn|turns|turn it|turn this|turn it into|turn this into|render|get|getting|have|has|having' +
      "|let|let's|set|setting|create|creating|give|gives|giving|go|go for|going|going for|take|try|use|using" +
      '|apply|applying|look|looks|looking|feel|feels|feeling|vibe|vibes|style|styled|effect|effects|tone|tones' +
      '|toned|toning|atmosphere|aesthetic|grade|grading|photos|pictures' +
      '|images|shots|scene|pics|all|just|only|still|even|bit more|kind of|sort of|kinda|maybe|perhaps|somehow' +
      '|general|generally|finish|result|final|version|here|now|when|where|such|very own|they|he|she' +
      '|some of|any|each|both|between|through|across|within|within the|areas|area|parts|part|tonal|levels' +
      '|amount|value|slider|sense|quality|touch of|nice and|good|well|right|proper|properly|correct|fix|fixed' +
      '|adjustment|adjustments|appearance|character|oh|hey|hi|hello|up a|if possible|possible|was taken' +
      '|taken|during|inspired|inspired by|like it was|like a|as if|as though|wash|bring|bringing|become|becomes' +
      '|remain|remains|remaining|same|the same|were|them all|impression|treatment|processing' +
      '|process|develop|developed|development|preset|filter|lighting|s|t|d|ll|re|ve|what|which|who|how' +
      "|quickly|simply|basically|actually|instead|rather than|than|ok|okay|yes|about|under|there's" +
      '|one|time|little more|it all|for instagram|for social media|for the web|for print|for printing' +
      "|for my portfolio|for a portfolio|for my website|for me|don't forget to|do not forget to|remember to" +
      '|make sure to|make sure|be sure to|i think|i feel|it seems|seems|seem|a touch more of|start with|next' +
      '|first|firstly|secondly|lastly|one more|as well|too please|to taste|little by little|stand' +
      '|natural looking|tad more|at once|thx|plz|hmm|um|anyway|go ahead and|let us|see|a more|an overall|type' +
      '|kind|mostly|towards the end|side|for a|as a|someone|something|has been|had|got|gets|came|come|comes' +
      '|both of|own',
  ],
  [{ kind: 'filler' }, 'points|units|point|steps|step|convert|converted|convert it|converting'],
  [{ kind: 'pronoun' }, 'it|them'],
  // What follows is a thing of the scene more often than after "a".
  [{ kind: 'definite' }, 'the|his|her|their|my|our|your|this|that|these|those'],
];
