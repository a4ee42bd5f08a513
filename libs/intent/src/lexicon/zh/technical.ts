import type { LexiconRow } from '../meaning.ts';

/** Terms of the develop panel and of the session: units, frame, curve, switches, and what was done before. */
export const technicalRows: readonly LexiconRow[] = [
  [{ kind: 'unit', tool: 'exposure' }, '档|挡|级曝光|档曝光|挡曝光'],
  [{ kind: 'unit', tool: 'temperature' }, '开尔文'],
  [{ kind: 'unit', tool: 'cropAngle' }, '度|度角'],
  [{ kind: 'unit', tool: null, percent: true }, '个百分点'],
  [{ kind: 'number', value: 0.5, signed: false }, '半'],
  [{ kind: 'number', value: 1 / 3, signed: false, tool: 'exposure' }, '三分之一档|三分之一挡|三分之一级'],
  [{ kind: 'number', value: 2 / 3, signed: false, tool: 'exposure' }, '三分之二档|三分之二挡'],
  [{ kind: 'number', value: 0.5, signed: false, tool: 'exposure' }, '半档|半挡|半级|半档曝光'],
  [{ kind: 'number', value: 1, signed: false, tool: 'exposure' }, '一档|一挡|一级|一档曝光'],
  [{ kind: 'number', value: 1.5, signed: false, tool: 'exposure' }, '一档半|一挡半'],
  [{ kind: 'number', value: 2, signed: false, tool: 'exposure' }, '两档|两挡|二档|两级|两档曝光'],
  [{ kind: 'number', value: 1, signed: false, tool: 'cropAngle' }, '一度'],
  [{ kind: 'number', value: 2, signed: false, tool: 'cropAngle' }, '两度|二度'],
  [{ kind: 'number', value: 3, signed: false, tool: 'cropAngle' }, '三度'],
  [{ kind: 'number', value: 5, signed: false, tool: 'cropAngle' }, '五度'],
  [{ kind: 'curve', bend: 1 }, 's曲线|s形曲线|s型曲线|曲线拉成s形|对比曲线|s 曲线|曲线s形'],
  [{ kind: 'curve', bend: -1 }, '反s曲线|反向s曲线|倒s曲线'],
  [{ kind: 'curve', bend: 0 }, '线性曲线|重置曲线|曲线复位|曲线重置|还原曲线'],
  [{ kind: 'crop' }, '裁剪|裁切|裁成|裁剪成|裁切成|裁到|裁一下|裁为|裁剪为|裁剪到|构图裁成|裁|剪裁|剪裁成|画幅'],
  [{ kind: 'geometry', aspect: 1, straighten: false }, '正方形|方形|方图|方构图|正方|方画幅|一比一'],
  [{ kind: 'geometry', aspect: 16 / 9, straighten: false }, '宽屏|十六比九'],
  [{ kind: 'geometry', aspect: 4 / 3, straighten: false }, '四比三'],
  [{ kind: 'geometry', aspect: 3 / 2, straighten: false }, '三比二'],
  [{ kind: 'geometry', aspect: 3 / 4, straighten: false }, '三比四'],
  [{ kind: 'geometry', aspect: 9 / 16, straighten: false }, '九比十六'],
  [{ kind: 'geometry', aspect: 2.39, straighten: false }, '电影画幅|宽银幕|变形宽银幕'],
  [
    { kind: 'geometry', aspect: 'original', straighten: false },
    '取消裁剪|取消裁切|还原裁剪|恢复原始比例|原始比例|恢复裁剪|撤销裁剪|去掉裁剪',
  ],
  [
    { kind: 'geometry', aspect: null, straighten: true },
    '拉直|拉平|拉平地平线|地平线拉平|扶正|校正水平|水平校正|水平线校正|校正地平线|地平线校正|地平线水平|地平线歪了|地平线歪|歪了|拍歪了|摆正|校直|找平|把地平线拉平|拉直地平线|调平|水平线拉平|拉平水平线|调正|水平|有点歪|歪',
  ],
  [
    { kind: 'noun', axis: null, protect: [], alone: null, tool: 'cropAngle', inverse: false },
    '旋转|顺时针旋转|向右旋转|顺时针转|转',
  ],
  [
    { kind: 'noun', axis: null, protect: [], alone: null, tool: 'anticlockwise', inverse: false },
    '逆时针旋转|向左旋转|逆时针转|逆时针',
  ],
  [{ kind: 'setting', tool: 'orientation', value: 2, relative: true }, '水平翻转|左右翻转|镜像|镜像翻转|左右镜像|翻转'],
  [{ kind: 'setting', tool: 'orientation', value: 4, relative: true }, '垂直翻转|上下翻转'],
  [{ kind: 'setting', tool: 'orientation', value: 6, relative: true }, '旋转90度|顺时针旋转90度|向右旋转90度|右转90度'],
  [{ kind: 'setting', tool: 'orientation', value: 8, relative: true }, '逆时针旋转90度|向左旋转90度|左转90度'],
  [{ kind: 'setting', tool: 'orientation', value: 3, relative: true }, '旋转180度|倒过来|转180度'],
  [
    { kind: 'setting', tool: 'removeChromaticAberration', value: true, relative: false },
    '去色差|移除色差|删除色差|消除色差|去除色差|色差|色散',
  ],
  [{ kind: 'setting', tool: 'defringePurpleAmount', value: 5, relative: false }, '去紫边|紫边|消除紫边|去除紫边'],
  [{ kind: 'setting', tool: 'upright', value: 1, relative: false }, '透视校正|校正透视|自动透视|矫正透视|修正透视'],
  [
    { kind: 'setting', tool: 'upright', value: 4, relative: false },
    '垂直校正|校正垂直|楼歪了|楼歪|校正垂直线|梯形校正',
  ],
  [{ kind: 'grading' }, '分离色调|色调分离|颜色分级|色彩分级'],
  [
    { kind: 'followUp', what: { kind: 'undo', what: 'step', count: 1 } },
    '不要刚才那一步|刚才那一步不要|不要上一步|刚才那步不要|不要刚才那步|撤销|撤回|撤销上一步|撤回上一步|撤销最后一步|退一步|退回一步|后退一步|取消上一步|上一步撤销|撤销一步|返回上一步|回到上一步|撤回刚才那一步|撤销刚才的|撤销刚才那步|取消刚才的|撤掉',
  ],
  [
    { kind: 'followUp', what: { kind: 'undo', what: 'step', count: 2 } },
    '撤销两步|退两步|后退两步|撤回两步|撤销前两步|撤销最后两步',
  ],
  [{ kind: 'followUp', what: { kind: 'undo', what: 'step', count: 3 } }, '撤销三步|退三步|后退三步|撤回三步'],
  [
    { kind: 'followUp', what: { kind: 'undo', what: 'turn', count: 1 } },
    '回到上一版|上一版|还是上一版好|回到之前|退回上一版|恢复上一版|回到上个版本|上一个版本|恢复到上一版|回到前一版|还是之前的好|撤销刚才的修改|撤销上次的修改|撤销上一次|回到之前的版本|恢复之前的|之前那版|上个版本|恢复到之前|刚才的不要了|撤销刚才所有的',
  ],
  [
    { kind: 'followUp', what: { kind: 'back', to: 'original' } },
    '回到原图|恢复原图|还原|还原成原图|从头来|从头开始|重新开始|重来|重置|全部重置|恢复原始|恢复原状|全部撤销|撤销全部|撤销所有|全部还原|原图|恢复到原图|还原原图|回到最初|回到原始|恢复默认|还原到原图|推倒重来|回到初始状态|重新来|回到原片|恢复初始',
  ],
  [
    { kind: 'followUp', what: { kind: 'back', to: 1 } },
    '第一版|回到第一版|第一个版本|回到第一个版本|最开始那版|用第一版|最初那版|恢复到第一版|第一次的版本|第一次那版',
  ],
  [{ kind: 'followUp', what: { kind: 'back', to: 2 } }, '第二版|回到第二版|第二个版本|回到第二个版本|用第二版'],
  [{ kind: 'followUp', what: { kind: 'back', to: 3 } }, '第三版|回到第三版|第三个版本|回到第三个版本|用第三版'],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 1 } },
    '和刚才一样|跟刚才一样|像刚才一样|像刚才那样|同上|和上次一样|跟上次一样|和之前一样|跟之前一样|和上一张一样|同样的处理|照刚才的|按刚才的来|刚才那样|一样的处理|与刚才一样|和上一版一样|像上次一样|像之前一样|照旧',
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 0.6 } },
    '太过了|过头了|太过|过了|太多了|太猛了|太重了|太强了|太夸张|太夸张了|用力过猛|没必要这么强|没那么强|减半|力度减弱|别这么夸张|别那么重|别那么强|不要这么强|没必要这么多|修过头了|调过头了|太多',
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 0.8 } },
    '收一点|收敛一点|收敛点|弱一点|轻一点|减弱一点|力度小一点|效果弱一点|效果淡一点|幅度小一点|少一点|少点',
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 1.4 } },
    '还不够|不够|更明显|更强烈|继续加强|再加强|力度加大|更进一步|太弱了|太轻了|不够强|不够明显|还要更多',
  ],
  [
    { kind: 'followUp', what: { kind: 'again', scale: 1.2 } },
    '多一点|多点|多一些|再多一点|更多一点|再来点|再来一点|再强一点|再强烈一点|加强一点|更强一点|力度大一点|效果强一点|再明显一点|再重一点|再多点|再猛一点|幅度大一点|再夸张一点|再加一点|再多些',
  ],
  [{ kind: 'earlier' }, '再来一次|再一次|继续|比刚才|比之前|比现在|刚才|之前'],
];
