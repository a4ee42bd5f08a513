import { matte, type LexiconRow } from '../meaning.ts';

/** Whole requests: put it right by looking, make something that is not there, and sayings that mean several wishes. */
export const requestRows: readonly LexiconRow[] = [
  [
    { kind: 'correction', what: ['exposure', 'whiteBalance', 'contrast', 'colour'] },
    '优化|优化一下|优化下|修一下|修图|修修|修一修|修好看|更好看|好看一点|好看点|好一点|美化|美化一下|自动|自动调整|一键自动|自动优化|自动增强|润色|精修|调一下|调整一下|调好看|修饰|处理一下|改善|改善一下|改进|漂亮一点|变好看|帮我修|调色|美|专业|提升一下|修得好看|随便修|随便调|完善|自动色调|修一修图',
  ],
  [
    { kind: 'correction', what: ['exposure', 'whiteBalance', 'contrast', 'colour'], praise: true },
    '好看|很好看|挺好看|真好看|漂亮|很漂亮',
  ],
  [
    { kind: 'correction', what: ['whiteBalance'] },
    '白平衡|自动白平衡|偏色|色偏|校正白平衡|校正颜色|校色|矫正颜色|纠正颜色|颜色校正|还原颜色|还原真实颜色|还原色彩|校正偏色|中性|中性色|颜色准确|色彩准确|颜色不对|颜色不准',
  ],
  [
    { kind: 'correction', what: ['exposure'] },
    '校正曝光|修正曝光|自动曝光|正确曝光|曝光正常|矫正曝光|均衡曝光|平衡曝光|修复曝光',
  ],
  [{ kind: 'correction', what: ['contrast'] }, '自动对比度|校正对比度|自动对比'],
  [
    {
      kind: 'idiom',
      goals: [
        { axis: 'lightness', amount: 0.3, region: matte('subject') },
        { axis: 'lightness', amount: -0.3, region: matte('background') },
      ],
    },
    '突出主体|突出人物|主体突出|人物突出|凸显主体|凸显人物|强调主体|强调人物|让主体突出|让人物突出|主体更突出|人物更突出',
  ],
  [
    {
      kind: 'idiom',
      goals: [
        { axis: 'lightness', amount: 0.3, region: matte('teeth') },
        { axis: 'saturation', amount: -0.5, region: matte('teeth') },
      ],
    },
    '牙齿美白|美白牙齿|牙齿变白|牙齿白一点|牙齿更白|牙齿白一些|白牙',
  ],
  [
    {
      kind: 'idiom',
      goals: [
        { axis: 'lightness', amount: 0.35, region: matte('eyes') },
        { axis: 'clarity', amount: 0.35, region: matte('eyes') },
      ],
    },
    '眼睛有神|眼神光|眼睛更有神|眼睛更亮更有神|眼睛明亮有神|亮眼|增强眼神光|眼睛有光|眼神更亮',
  ],
  [
    {
      kind: 'idiom',
      goals: [
        { axis: 'texture', amount: -0.35, region: matte('skin') },
        { axis: 'contrast', amount: -0.2, region: matte('skin') },
      ],
    },
    '均匀肤色|肤色均匀|匀肤|肤色更均匀|皮肤均匀|统一肤色|肤色统一|美颜|美肤',
  ],
  [
    { kind: 'generate' },
    '替换|换成|换掉|换个|换一个|换上|变成一|p掉|p了|p没|p走|p上|p一个|p个|p成|画一|画个|画上|合成|生成|抠图|换背景|换天空|上色|移动|扩图|扩展画面|补全|换件|换衣服',
  ],
  [
    { kind: 'generate', always: true },
    '瘦|瘦脸|瘦身|瘦一点|瘦点|变瘦|显瘦|瘦腿|瘦腰|大眼|眼睛变大|眼睛大一点|放大眼睛|睁眼|睁开眼|闭眼|闭上眼|闭上眼睛|闭上双眼|眼睛闭上|换脸|笑一笑|微笑|笑起来|变笑|笑|长高|增高|拉长腿|长腿|变年轻|年轻一点|变老|减龄|化妆|上妆|加文字|写上|写字|写我的名字|油画|卡通|动漫|漫画|素描|水彩画|二次元|液化|看镜头|转头|祛痘|祛斑|去皱纹|去痘印|变成夜晚|变成晚上|下雪|下雨',
  ],
];
