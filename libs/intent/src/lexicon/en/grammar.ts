import type { LexiconRow } from '../meaning.ts';

/** Words that steer: how much, which way, keep, not. */
export const grammarRows: readonly LexiconRow[] = [
  [
    { kind: 'amount', size: 0.2 },
    'barely|ever so slightly|a hint|a hint of|a tiny bit|a tad|just a touch|very slightly|very subtle|very subtly|the tiniest bit|a smidge|a smidgen',
  ],
  [
    { kind: 'amount', size: 0.3 },
    'a bit|a bit of|a little|a little bit|a little bit of|little|slightly|slight|a touch|a touch of|subtle|subtly|gently|mildly|mild|somewhat|lightly|some|sum|bit|faint|delicate|a dash of|a lil|lil|lil bit|a lil bit|abit|alittle|teeny bit|a teeny bit|a wee bit|a tad bit|just a bit|just a little|light|a notch|not too much',
  ],
  [
    { kind: 'amount', size: 0.3 },
    "don't overdo it|do not overdo it|dont overdo it|nothing too crazy|not over the top|keep it subtle|make it subtle|keep it light|keep it gentle|nothing too strong|nothing extreme|nothing dramatic|don't go overboard|not overdone|without overdoing it|don't go crazy|dont go crazy|do not go crazy|without going crazy|nothing crazy|not crazy|don't go nuts|dont overdo",
  ],
  [{ kind: 'amount', size: 0.6 }, 'fairly|quite|moderately|moderate|rather|medium'],
  [{ kind: 'amount', size: 0.8 }, 'noticeably|visibly|clearly|markedly|distinctly'],
  [
    { kind: 'amount', size: 1 },
    'very|really|much|a lot|a lot of|lots of|strongly|strong|heavily|heavy|super|extremely|far|way|significantly|dramatically more|considerably|hugely|so much|extra|as much as possible|totally|completely|tons of|plenty of|intensely|massively|a ton|a great deal|substantially|drastically|twice as|hella|mega|tonnes of',
  ],
  [{ kind: 'amount', size: 1, after: true }, 'af'],
  [
    { kind: 'direction', sign: 1 },
    'more|increase|increased|increasing|raise|raised|raising|boost|boosted|boosting|up|higher|enhance|enhanced|lift|lifted|lifting|open|open up|opened|bring up|push|pump up|turn up|dial up|greater|high|improve the|fill|give it|give it more|bring out|bump|bump up|bump the|emphasize|emphasise|amplify|strengthen|intensify|crank|crank up|bigger|larger|move up|use more',
  ],
  [
    { kind: 'direction', sign: -1 },
    'less|lower|lowered|lowering|decrease|decreased|reduce|reduced|reducing|down|drop|dropped|tone down|toned down|dial down|dial back|turn down|bring down|pull down|pull back|hold back|tame|cut|minimise|minimize|weaken|low|fewer|take down|lessen|cut down|ease|ease off|subdue|calm|suppress|compress|control|held back|smaller|knock back|knock down|scale back|back off|pull|rein in|diminish|move down',
  ],
  [
    { kind: 'wish', axis: null, sign: 1, beside: { shadows: -1, saturation: 1, fade: -1, contrast: 1, vignette: 1 } },
    'deep|deeper|deepen|deepened|deepening',
  ],
  [{ kind: 'recover' }, 'recover|rescue|bring back|restore|save|recovered|reveal|show|recovering'],
  [{ kind: 'handle', sign: 1 }, 'add|adding|added|put|include|introduce|insert|place|give me|gimme|put in|add in'],
  [
    { kind: 'handle', sign: -1 },
    'remove|removing|removed|get rid of|eliminate|take out|take away|clean up|strip|delete|erase|clear away|take off|wipe out',
  ],
  [
    { kind: 'negation' },
    "not|don't|do not|dont|no|never|avoid|avoiding|isn't|is not|no need to|not make it|shouldn't|should not|mustn't|nothing|nor|neither|can't|cannot|won't|doesn't|does not|aren't|are not|wasn't|must not|isnt|cant|wont|doesnt|arent|shouldnt|wasnt|mustnt",
  ],
  [{ kind: 'without' }, 'without'],
  [{ kind: 'limit' }, "not too|not as|not that|not so|not overly|don't make it too|nothing too"],
  [{ kind: 'except' }, 'except|except for|apart from|other than|excluding|all but|everything but|besides'],
  [
    { kind: 'excess' },
    'too|too much|overly|over|excessively|excessive|so|way too|far too|a bit too|a little too|much too',
  ],
  [
    { kind: 'lack' },
    "not very|isn't very|not really|isn't really|aren't very|enough|lacks|lack of|lacking|missing|needs more|need more|needs|need|could use",
  ],
  [
    { kind: 'keep' },
    'keep|keeping|keeps|preserve|preserving|preserved|protect|protecting|maintain|maintaining|retain|retaining|leave|leaving|hold|holding|conserve|respect|safe|stay|stays|mind the|careful with|watch the|untouched|unchanged|intact|alone|as it is|as they are|stay as|as is|unaffected',
  ],
  [
    { kind: 'change' },
    'change|changing|alter|altering|touch|touching|shift|shifting|affect|affecting|modify|modifying|mess with|adjust|adjusting|edit|editing|mess up|tamper with',
  ],
  [{ kind: 'detail' }, 'detail|details|information|detail in|details in|detail of'],
  [
    { kind: 'copula', size: null },
    "is|are|looks|look|feels|feel|seems|seem|appears|appear|was|it's|its|they're|looks like it is|is looking|turned out|came out|comes out|there's|there is|that's|she's|he's|shes|hes|theyre|thats|theres|r",
  ],
  [
    { kind: 'desire' },
    "make|makes|making|want|wants|should|let|let's|give|gives|giving|would like|i'd like|i'd love|to be|to look|to feel|make sure it is|make sure it's|make sure|wanna|lemme|gotta|gonna|i need|could be|can be|must be|wish|prefer|turn|get|ensure|see to it",
  ],
  [{ kind: 'especially' }, 'especially|particularly|mainly|above all|mostly'],
  [{ kind: 'join' }, 'and|n|or|&|plus|as well as|also|along with|together with'],
  [
    { kind: 'break' },
    'but|then|while|whilst|yet|though|although|however|with|because|since|afterwards|finally|and then|so that|in order to|even though|w|cuz|coz|cos|bc|tho',
  ],
  [{ kind: 'preposition' }, 'of|in|on|at|into|for|from|against|around'],
  [{ kind: 'towards' }, 'to|at exactly|equals'],
  [{ kind: 'preposition' }, 'by|towards|toward'],
];
