import type { LexiconRow } from '../meaning.ts';

/** Terms of the develop panel and of the session: units, frame, curve, switches, and what was done before. */
export const technicalRows: readonly LexiconRow[] = [
  [{ kind: 'unit', tool: 'exposure' }, 'ev|stops|stop|f stops|f stop'],
  [{ kind: 'unit', tool: 'temperature' }, 'k|kelvin'],
  [{ kind: 'unit', tool: 'cropAngle' }, 'degrees|degree|deg|°|degrees clockwise|degree clockwise'],
  [{ kind: 'unit', tool: null, percent: true }, '%|percent'],
  [{ kind: 'number', value: 0.5, signed: false }, 'half a|half'],
  [{ kind: 'number', value: 1 / 3, signed: false }, 'a third of a|one third of a|third of a'],
  [{ kind: 'number', value: 2 / 3, signed: false }, 'two thirds of a'],
  [{ kind: 'number', value: 1, signed: false, tool: 'exposure' }, 'one stop|a stop|a full stop|one full stop'],
  [{ kind: 'number', value: 2, signed: false, tool: 'exposure' }, 'two stops|two full stops'],
  [
    { kind: 'curve', bend: 1 },
    's curve|s shaped curve|s shaped tone curve|contrast curve|s tone curve|a curve|rgb s curve',
  ],
  [{ kind: 'curve', bend: 0.5 }, 'gentle s curve|soft s curve|mild s curve|gentle curve'],
  [{ kind: 'curve', bend: -1 }, 'inverted s curve|inverse s curve|reverse s curve'],
  [{ kind: 'curve', bend: 0 }, 'linear curve|linear tone curve|straight curve|reset the curve|reset the tone curve'],
  [{ kind: 'crop' }, 'crop|crop to|crop it to|crop this to|cropped|crop it|recrop|cropping'],
  [
    { kind: 'geometry', aspect: 1, straighten: false },
    'square|a square|square crop|square format|to a square|square frame',
  ],
  [{ kind: 'geometry', aspect: 16 / 9, straighten: false }, 'widescreen|wide screen|16 by nine|sixteen by nine'],
  [{ kind: 'geometry', aspect: 2.39, straighten: false }, 'cinemascope|anamorphic|scope format|letterbox'],
  [
    { kind: 'geometry', aspect: 'original', straighten: false },
    'uncrop|remove the crop|undo the crop|undo crop|reset the crop|reset crop|full frame again|original crop|original aspect ratio|original framing',
  ],
  [
    { kind: 'geometry', aspect: null, straighten: true },
    'straighten|straighten it|straighten the horizon|straighten the photo|straighten up|level|level it|level the horizon|level horizon|fix the horizon|straight horizon|horizon straight|horizon level|crooked|tilted|horizon is crooked|horizon is tilted|crooked horizon|tilted horizon|fix the tilt|slanted|make the horizon straight|make the horizon level|level out the horizon',
  ],
  [
    { kind: 'noun', axis: null, protect: [], alone: null, tool: 'cropAngle', inverse: false },
    'rotate|rotate it|rotate clockwise|rotate right|turn it clockwise|rotation',
  ],
  [
    { kind: 'noun', axis: null, protect: [], alone: null, tool: 'anticlockwise', inverse: false },
    'counterclockwise|counter clockwise|anticlockwise|rotate counterclockwise|rotate counter clockwise|rotate anticlockwise|rotate left|rotate it left|rotate it counterclockwise',
  ],
  [
    { kind: 'setting', tool: 'orientation', value: 2, relative: true },
    'flip|flip it|mirror|mirror it|flip horizontally|flip it horizontally|flip horizontal|mirrored|horizontal flip|flip left to right',
  ],
  [
    { kind: 'setting', tool: 'orientation', value: 4, relative: true },
    'flip vertically|flip it vertically|flip vertical|vertical flip|flip upside down|flip it upside down',
  ],
  [
    { kind: 'setting', tool: 'orientation', value: 6, relative: true },
    'rotate 90|rotate 90 degrees|rotate it 90 degrees|rotate 90 degrees clockwise|rotate 90 clockwise|quarter turn|rotate right 90',
  ],
  [
    { kind: 'setting', tool: 'orientation', value: 8, relative: true },
    'rotate 90 degrees counterclockwise|rotate 90 degrees counter clockwise|rotate 90 degrees anticlockwise|rotate left 90|rotate 90 counterclockwise|rotate 90 degrees left|rotate 90 degrees to the left',
  ],
  [
    { kind: 'setting', tool: 'orientation', value: 3, relative: true },
    'rotate 180|rotate 180 degrees|turn it upside down|upside down',
  ],
  [
    { kind: 'setting', tool: 'removeChromaticAberration', value: true, relative: false },
    'chromatic aberration|remove chromatic aberration|remove the chromatic aberration|fix chromatic aberration|fix the chromatic aberration|colour fringing|color fringing|remove colour fringing|remove color fringing|colour fringes|color fringes',
  ],
  [
    { kind: 'setting', tool: 'defringePurpleAmount', value: 5, relative: false },
    'purple fringing|remove purple fringing|purple fringes',
  ],
  [
    { kind: 'setting', tool: 'upright', value: 1, relative: false },
    'fix the perspective|fix perspective|correct the perspective|perspective correction|auto upright|upright|correct perspective|converging verticals|straighten the perspective|fix the converging lines',
  ],
  [
    { kind: 'setting', tool: 'upright', value: 4, relative: false },
    'fix the verticals|straighten the verticals|straight verticals|keystone correction|fix the keystone|make the verticals straight|leaning building|straighten the building',
  ],
  [{ kind: 'grading' }, 'split toning|split tone|split toned|colour grading|color grading|colour grade|color grade'],
  [
    { kind: 'followUp', what: { kind: 'undo', what: 'step', count: 1 } },
    'undo|undo it|undo that|undo this|undo the last step|undo last step|undo the last change|undo the last edit|undo the last|take that back|revert that|revert the last change|revert the last step|step back|go back a step|go back one step|one step back|remove the last change|scrap that',
  ],
  [
    { kind: 'followUp', what: { kind: 'undo', what: 'step', count: 2 } },
    'undo the last two steps|undo two steps|go back two steps|undo the last two changes|undo twice',
  ],
  [
    { kind: 'followUp', what: { kind: 'undo', what: 'step', count: 3 } },
    'undo the last three steps|undo three steps|go back three steps',
  ],
  [
    { kind: 'followUp', what: { kind: 'undo', what: 'turn', count: 1 } },
    'undo the last turn|undo everything you just did|undo what you just did|undo your last edit|undo the last request|undo all that|back to before|go back to before|back to how it was before|as it was before|like it was before|forget the last one|go back|back to the previous version|previous version|go back to the previous version|back to the previous one|revert to the previous version|the one before|back to the last version',
  ],
  [
    { kind: 'followUp', what: { kind: 'back', to: 'original' } },
    'back to the original|go back to the original|revert to the original|return to the original|start over|start again|start from scratch|start fresh|reset|reset everything|reset it|reset all|undo everything|undo all|undo all changes|revert everything|from the original|original photo again|discard everything|begin again|restore the original|back to the start|back to the beginning|the original again',
  ],
  [
    { kind: 'followUp', what: { kind: 'back', to: 1 } },
    'back to the first version|go back to the first version|the first version|the first one|back to version one|back to version 1|version 1|first version|back to the first one|back to the first edit|return to the first version|use the first version|first version better|first version was better|first one was better|prefer the first version|first version best|liked the first version better|liked the first version|i liked the first version better',
  ],
  [
    { kind: 'followUp', what: { kind: 'back', to: 2 } },
    'back to the second version|go back to the second version|the second version|back to version two|back to version 2|version 2|second version|back to the second one',
  ],
  [
    { kind: 'followUp', what: { kind: 'back', to: 3 } },
    'back to the third version|go back to the third version|the third version|back to version three|back to version 3|version 3|third version',
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 1 } },
    'same as before|same as last time|same as the last one|the same as before|the same again|same again|like before|as before|like the last one|same edit|same as just now|the same as last time|same look|same style|same treatment|do it again|do that again|repeat that',
  ],
  [
    { kind: 'earlier' },
    'again|once more|of that|of this|of it|than that|than this|than before|than now|compared to before',
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 0.6 } },
    "that's too much|that is too much|too strong|overdone|overcooked|you overdid it|overdid it|over the top|went too far|you went too far|tone it down|dial it back|dial it down|too intense|too heavy|too heavy handed|not so strong|not so much|not that much|less of that|less of it|less of this|ease it back|pull it back|too extreme|weaker|make it weaker|rein it in|more subtle|subtler|make it subtler|more subtly",
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 0.5 } },
    'half of that|half as much|half as strong|half the strength|half the effect|at half strength|cut it in half',
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 0.8 } },
    'a bit too much|a little too much|a bit much|a little much|slightly too much|slightly overdone|a bit overdone|a touch too much|a bit too strong|a little too strong',
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 1.4 } },
    'more of that|more of it|more of this|more of the same|stronger|make it stronger|even more|even more of that|further|push it further|go further|take it further|not enough|still not enough|that is not enough|too weak|too subtle|go stronger|keep going|some more|more intense|turn it up|crank it up|push it|push it more|not strong enough',
  ],
];
