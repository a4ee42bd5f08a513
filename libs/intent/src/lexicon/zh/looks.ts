import type { LookName } from '../../looks.ts';
import type { LexiconRow } from '../meaning.ts';

const names: Record<LookName, string> = {
  'golden hour': '黄金时刻|黄金时段|黄金时间|落日|落日余晖|日落|日落感|夕阳|夕阳感|夕阳西下|傍晚阳光|魔幻时刻',
  'blue hour': '蓝调时刻|蓝色时刻|暮色|月光感|黄昏后',
  moody: '情绪|情绪感|情绪化|暗调|暗黑|阴郁|忧郁|忧伤|暗黑风|氛围感|有氛围|氛围|沉郁|压抑',
  dramatic: '戏剧性|戏剧感|戏剧化|震撼|大气|史诗感|有张力|张力',
  film: '胶片|胶片感|胶片风|胶片风格|菲林|柯达|富士|胶卷|胶片味',
  airy: '空气感|小清新|日系|日系风|清新|清新感|清爽|日系清新|日系小清新|干净|治愈|森系',
  'black and white': '黑白|黑白照片|黑白照|单色|灰度|去色|黑白色|黑白风格|水墨',
  sepia: '棕褐色|怀旧棕|深褐色',
  cinematic: '电影感|电影|电影风|电影风格|电影色调|电影质感|大片感|大片|电影级',
  dreamy: '梦幻|梦幻感|梦境|唯美|仙气|仙|童话|童话感|浪漫|如梦似幻|空灵',
  vintage: '复古|复古风|怀旧|老照片|年代感|旧照片|港风|港式|复古感|古早',
  'high key': '高调|高调风格|高调摄影|高明度风格',
  'low key': '低调|低调风格|低调摄影|暗调摄影',
  vivid: '鲜艳|生动|艳丽|明艳|鲜亮|活泼|绚丽|亮丽|鲜活|色彩鲜艳|颜色鲜艳',
  matte: '哑光|磨砂|哑光感|消光',
  pastel: '粉彩|马卡龙|马卡龙色|糖果色|柔和色彩|奶油色',
  'teal and orange': '青橙|青橙色调|橙青|青橙色|青橙调',
  winter: '冬日|冬天|冬日感|冬季|冰雪感|北欧|北欧风|雪天',
  cozy: '温馨|温馨感|惬意|秋日|秋天|秋意|暖洋洋|烛光|家的感觉',
  natural: '自然|自然一点|真实|自然风格|真实自然|原汁原味|自然感',
};

export const lookRows: readonly LexiconRow[] = Object.entries(names).map(([look, phrases]) => [
  { kind: 'look', look: look as LookName },
  phrases,
]);
