import { fixedWish, noun, wish, type LexiconRow } from '../meaning.ts';

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

/** Words that move or name an axis. */
export const axisRows: readonly LexiconRow[] = [
  [wish('lightness', 1, brighter), '亮|变亮|调亮|提亮|明亮|亮堂|亮起来|打亮|加亮|增亮'],
  [wish('lightness', -1, darker), '暗|变暗|调暗|压暗|昏暗|黑|压低|暗下来|暗沉'],
  [fixedWish('lightness', 1), '欠曝|曝光不足|灰暗|偏暗'],
  [fixedWish('lightness', -1), '偏亮'],
  [noun('lightness', { protect: 'lightness', tool: 'exposure', alone: 1 }), '曝光|曝光度|曝光量|亮度|明度|明暗'],

  [noun('shadows', { protect: 'shadows', tool: 'shadows' }), '阴影|暗部|暗处|阴影部分|暗部区域|阴影区域'],
  [noun('highlights', { protect: 'highlights', tool: 'highlights' }), '高光|亮部|亮处|高光部分|高光区域'],
  [noun('highlights', { protect: 'highlights', thing: true }), '天空|云层|云彩|云'],
  [noun('highlights', { protect: 'highlights', tool: 'whites' }), '白色色阶|白场|白色'],
  [fixedWish('highlights', -1), '压高光|恢复高光|天空过曝|高光过曝|高光溢出|去高光|收高光|刺眼'],
  [fixedWish('shadows', 1), '提阴影|补光|暗部提亮|提亮暗部|阴影提亮|死黑'],

  [noun('contrast', { protect: 'contrast', tool: 'contrast', alone: 1 }), '对比度|对比|反差|明暗对比'],
  [wish('contrast', 1), '高对比|强对比|强烈对比|有力|有冲击力|冲击力|层次感|有层次|立体'],
  [wish('contrast', -1), '低对比|低反差|柔和的对比|平淡一点'],
  [fixedWish('contrast', 1), '灰蒙蒙|发灰|太灰|平淡|去灰|太平'],

  [
    wish('warmth', 1),
    '暖|温暖|暖色|暖色调|暖调|偏暖|金色|金黄|金黄色|橙色调|黄|黄色调|变暖|暖色系|暖光|暖意|偏黄一点|偏黄一些|阳光感|阳光',
  ],
  [wish('warmth', -1), '冷|冷色|冷色调|冷调|偏冷|清冷|变冷|冷色系|蓝色调|蓝调|偏蓝一点|偏蓝一些|凉|高冷|冷峻|冷光'],
  [noun('warmth', { tool: 'temperature', alone: 1 }), '色温|暖度'],
  [fixedWish('warmth', -1), '偏黄|去黄|发黄|泛黄|太橙|偏橙'],
  [fixedWish('warmth', 1), '偏蓝|去蓝|发蓝|泛蓝|太蓝'],

  [wish('tint', 1), '偏洋红|偏粉|粉一点|粉色调|粉嫩|品红|洋红'],
  [wish('tint', -1), '偏绿一点|绿色调|偏青|青绿色调'],
  [fixedWish('tint', 1), '偏绿|去绿|发绿|泛绿|太绿'],
  [fixedWish('tint', -1), '偏品红|偏红|去红|发红|太红|偏紫|发紫|太粉|太紫|去紫'],
  [noun('tint', { tool: 'tint' }), '色调滑块'],

  [noun('saturation', { protect: 'colour', tool: 'saturation', alone: 1 }), '饱和度|色彩饱和度|饱和|色彩浓度'],
  [noun('saturation', { protect: 'colour', tool: 'vibrance', alone: 1 }), '鲜艳度|自然饱和度'],
  [noun('saturation', { protect: 'colour' }), '颜色|色彩|色调|原色'],
  [wish('saturation', 1), '鲜明|浓郁|色彩浓郁|色彩丰富|颜色丰富|浓烈|浓|明快|多彩|艳|色彩饱满|饱满'],
  [wish('saturation', -1), '素雅|淡雅|低饱和|低饱和度|褪去颜色|降饱和|淡|清淡|莫兰迪|灰调|素'],

  [noun('clarity', { tool: 'clarity', alone: 1 }), '清晰度|中间调对比|立体感'],
  [noun('clarity', { tool: 'texture', alone: 1 }), '纹理|质感'],
  [noun('clarity', { alone: 1 }), '锐度|锐利度'],
  [wish('clarity', 1), '清晰|锐利|锐化|硬朗|有质感|更清楚|清楚'],
  [wish('clarity', -1, softer), '柔和|柔软|柔光|柔焦|柔|朦胧美|柔化|柔美|奶油感|温柔'],

  [noun('haze', { alone: 1 }), '雾|薄雾|雾气|雾霾|朦胧|朦胧感|雾感|霾'],
  [noun('haze', { tool: 'dehaze' }), '去朦胧'],
  [wish('haze', 1), '雾蒙蒙|有雾'],
  [fixedWish('haze', -1), '去雾|除雾|去薄雾|去霾|除霾|去雾气'],
  [wish('haze', -1), '通透|通透感|透亮|清透|透彻|干净通透'],

  [wish('fade', 1), '褪色|褪色感|黑位提升|提升黑位|提黑|灰黑'],
  [wish('fade', -1), '深黑|黑色更深|加深黑色|更深的黑|黑一些的黑'],
  [noun('fade', { protect: 'shadows', tool: 'blacks' }), '黑色|黑色色阶|黑场|黑位'],

  [noun('vignette', { tool: 'vignetteAmount', alone: 1 }), '暗角|晕影|暗角效果'],
  [wish('vignette', 1), '压暗四角|四角压暗|压暗边缘|四周压暗|压暗四周|边缘变暗|四周变暗'],
  [wish('vignette', -1), '提亮四角|四角提亮|去暗角|提亮边缘|去除暗角'],

  [noun('grain', { tool: 'grainAmount', alone: 1 }), '颗粒|颗粒感|胶片颗粒'],

  [noun(null, { protect: 'skin', thing: true }), '皮肤|肤色|皮肤颜色|人脸|脸|脸部|面部'],

  [{ kind: 'harm', protect: 'highlights', axis: 'lightness', sign: -1 }, '过曝|曝光过度'],
  [{ kind: 'harm', protect: 'highlights', axis: 'highlights', sign: -1 }, '爆掉|溢出|曝掉|高光溢|过爆'],
  [{ kind: 'harm', protect: 'shadows', axis: 'fade', sign: -1 }, '压死|死黑一片|糊成一片'],
  [{ kind: 'harm', protect: null, axis: null, sign: -1 }, '丢失|损失|失去|丢掉|丢|破坏|牺牲|影响'],
];
