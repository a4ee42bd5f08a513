import { fixedWish, matte, noun, wish, type LexiconRow } from '../meaning.ts';

const brighter = { shadows: 1, highlights: 1, fade: 1, lightness: 1, vignette: -1 } as const;
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

/** Words that move or name an axis of light. */
const lightRows: readonly LexiconRow[] = [
  [
    wish('lightness', 1, brighter),
    '亮|变亮|调亮|提亮|明亮|亮堂|亮起来|打亮|加亮|增亮|补点光|加点光|更白|白|白皙|亮度高|提一点亮|减淡|p亮',
  ],
  [wish('lightness', -1, darker), '暗|变暗|调暗|压暗|昏暗|黑|压低|暗下来|暗沉|压黑|阴暗'],
  [fixedWish('lightness', 1), '欠曝|曝光不足|灰暗|偏暗|黑乎乎|黑漆漆|黑不溜秋|黑黢黢'],
  [fixedWish('lightness', -1), '偏亮'],
  [fixedWish('lightness', 1, matte('skin')), '美白|皮肤美白'],
  [noun('lightness', { protect: 'lightness', tool: 'exposure', alone: 1 }), '曝光|曝光度|曝光量|亮度|明度|明暗|明亮度'],
  [noun('shadows', { protect: 'shadows', tool: 'shadows' }), '阴影|暗部|暗处|阴影部分|暗部区域|阴影区域|暗面'],
  [noun('highlights', { protect: 'highlights', tool: 'highlights' }), '高光|亮部|亮处|高光部分|高光区域|亮面'],
  [noun('highlights', { protect: 'highlights', tool: 'whites' }), '白色色阶|白场|白色'],
  [fixedWish('highlights', -1), '压高光|恢复高光|高光过曝|高光溢出|去高光|收高光|刺眼|过亮的高光'],
  [fixedWish('highlights', -1, matte('sky')), '天空过曝'],
  [fixedWish('shadows', 1), '暗部太死|阴影太死|暗部死黑|暗部太闷|提阴影|补光|暗部提亮|提亮暗部|阴影提亮|死黑'],
  [noun('contrast', { protect: 'contrast', tool: 'contrast', alone: 1 }), '对比度|对比|反差|明暗对比'],
  [wish('contrast', 1), '高对比|强对比|强烈对比|有力|有冲击力|冲击力|层次感|有层次|立体'],
  [wish('contrast', -1), '低对比|低反差|柔和的对比|平淡一点'],
  [
    fixedWish('contrast', 1),
    '灰蒙蒙|发灰|太灰|平淡|去灰|太平|灰扑扑|灰不拉几|灰不拉叽|灰不溜秋|灰不啦叽|寡淡|太寡淡|太平淡',
  ],
  [wish('fade', 1), '褪色|褪色感|黑位提升|提升黑位|提黑|灰黑'],
  [wish('fade', -1), '深黑|黑色更深|加深黑色|更深的黑|黑一些的黑'],
  [noun('fade', { protect: 'shadows', tool: 'blacks' }), '黑色|黑色色阶|黑场|黑位'],
  [noun('vignette', { tool: 'vignetteAmount', alone: 1 }), '暗角|晕影|暗角效果'],
  [wish('vignette', 1), '压暗四角|四角压暗|压暗边缘|四周压暗|压暗四周|边缘变暗|四周变暗'],
  [wish('vignette', -1), '提亮四角|四角提亮|去暗角|提亮边缘|去除暗角'],
];

/** Words that move or name an axis of colour. */
const colourRows: readonly LexiconRow[] = [
  [wish('warmth', 1), '暖|温暖|暖色|暖色调|暖调|偏暖|金色|金黄|金黄色|橙色调|变暖|暖色系|暖光|暖意|阳光感|阳光'],
  [wish('warmth', -1), '冷|冷色|冷色调|冷调|偏冷|清冷|变冷|冷色系|蓝色调|蓝调|凉|高冷|冷峻|冷光'],
  [noun('warmth', { tool: 'temperature', alone: 1 }), '色温|暖度'],
  [fixedWish('warmth', -1), '去黄|发黄|泛黄|蜡黄|去黄气|黄气'],
  [fixedWish('warmth', 1), '去蓝|发蓝|泛蓝'],
  [wish('tint', 1), '粉一点|粉色调|粉嫩|品红|红润'],
  [wish('tint', -1), '绿色调|青绿色调'],
  [fixedWish('tint', 1), '去绿|发绿|泛绿'],
  [fixedWish('tint', -1), '去红|发红|发紫|去紫|泛红'],
  [noun('tint', { tool: 'tint' }), '色调滑块'],
  [noun('saturation', { protect: 'colour', tool: 'saturation', alone: 1 }), '饱和度|色彩饱和度|饱和|色彩浓度'],
  [noun('saturation', { protect: 'colour', tool: 'vibrance', alone: 1 }), '鲜艳度|自然饱和度'],
  [noun(null, { tool: 'hue' }), '色相'],
  [noun('saturation', { protect: 'colour' }), '颜色|色彩|原色'],
  [noun('saturation', { protect: 'colour', tool: 'tint' }), '色调'],
  [fixedWish('saturation', 1), '色彩平淡|色彩太平淡|颜色寡淡|色彩寡淡|颜色太淡|颜色平淡|色彩太淡|色彩单调'],
  [
    wish('saturation', 1),
    '鲜明|鲜|丰富|抢眼|扎眼|突兀|浓郁|色彩浓郁|色彩丰富|颜色丰富|浓烈|浓|明快|多彩|艳|色彩饱满|饱满',
  ],
  [wish('saturation', -1), '素雅|淡雅|低饱和|低饱和度|褪去颜色|降饱和|淡|清淡|灰调|素'],
];

/** Words that move or name an axis of texture and air. */
const textureRows: readonly LexiconRow[] = [
  [noun('clarity', { tool: 'clarity', alone: 1 }), '清晰度|中间调对比|立体感'],
  [wish('clarity', 1), '清晰|光泽|有光泽|光泽感|硬朗|更清楚|清楚'],
  [wish('clarity', -1, softer), '柔和|柔软|柔光|柔焦|柔|朦胧美|柔化|柔美|奶油感|温柔'],
  [noun('texture', { tool: 'texture', alone: 1 }), '纹理|质感'],
  [wish('texture', 1), '有质感'],
  [wish('texture', -1), '光滑|平滑|细腻|丝滑'],
  [
    fixedWish('texture', -1, matte('skin')),
    '磨皮|皮肤磨一下|磨一下皮|磨磨皮|磨一磨皮|皮肤平滑|嫩肤|皮肤细腻|皮肤光滑|轻微磨皮',
  ],
  [noun('sharpness', { tool: 'sharpness', alone: 1 }), '锐度|锐利度|锐化'],
  [wish('sharpness', 1), '锐利|锐|清晰锐利'],
  [fixedWish('sharpness', 1), '糊|糊了|太糊|不清晰|没对上焦|失焦'],
  [noun('noise'), '噪点|噪声|杂色|彩噪|彩色噪点|噪音'],
  [noun('noise', { tool: 'luminanceNoiseReduction', alone: -1, inverse: true }), '降噪|去噪|减少杂色|消噪|去噪点'],
  [
    { kind: 'wish', axis: 'blur', sign: 1, where: matte('background') },
    '背景虚化|虚化背景|背景模糊|浅景深|景深浅|散景|镜头模糊|人像模式|把背景虚化',
  ],
  [wish('blur', 1), '模糊'],
  [{ kind: 'wish', axis: 'blur', sign: 1, where: matte('background') }, '虚化|虚|虚掉|虚化掉|糊掉'],
  [noun('haze', { alone: 1 }), '雾|薄雾|雾气|雾霾|朦胧|朦胧感|雾感|霾'],
  [noun('haze', { tool: 'dehaze', alone: -1, inverse: true }), '去朦胧|去雾|除雾|去薄雾|去霾|除霾|去雾气'],
  [wish('haze', 1), '雾蒙蒙|有雾'],
  [wish('haze', -1), '通透|通透感|透亮|清透|透彻|干净通透'],
  [noun(null, { tool: 'glow', alone: 1 }), '加点光晕|加光晕|光晕效果|辉光效果|加一点光晕|加些光晕'],
  [noun('grain', { tool: 'grainAmount', alone: 1 }), '颗粒|颗粒感|胶片颗粒'],
];

const harmRows: readonly LexiconRow[] = [
  [{ kind: 'harm', protect: 'highlights', axis: 'lightness', sign: -1 }, '过曝|太曝|曝光过度|过曝了'],
  [{ kind: 'harm', protect: 'highlights', axis: 'highlights', sign: -1 }, '爆掉|溢出|曝掉|高光溢|过爆|爆'],
  [{ kind: 'harm', protect: 'shadows', axis: 'fade', sign: -1 }, '压死|死黑一片|糊成一片'],
  [{ kind: 'harm', protect: 'skin', axis: null, sign: -1 }, '假白|死白|惨白|假脸|假面'],
  [{ kind: 'harm', protect: null, axis: null, sign: -1 }, '假|塑料感|丢失|损失|失去|丢掉|丢|破坏|牺牲|影响'],
];

export const axisRows: readonly LexiconRow[] = [...lightRows, ...colourRows, ...textureRows, ...harmRows];
