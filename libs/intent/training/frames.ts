import type { Locale } from '@safelight/core';
import type { Role } from './material.ts';

/** Sentences around a phrase (`{x}`) of a role. `mirrored` ones turn the meaning round: "too radiant", "make it murky". */
export interface Frames {
  readonly plain: readonly string[];
  readonly mirrored: readonly string[];
}

/** Sentences about a region (`{r}`) with a phrase of the role. */
export interface LocaleFrames {
  readonly byRole: Readonly<Record<Role, Frames>>;
  readonly ofRegion: Readonly<Partial<Record<Role, readonly string[]>>>;
  /** About a region without a wish. */
  readonly idle: readonly string[];
  /** Before or after any sentence. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const frames = (plain: string, mirrored = ''): Frames => ({
  plain: plain.split('|'),
  mirrored: mirrored === '' ? [] : mirrored.split('|'),
});

const english: LocaleFrames = {
  byRole: {
    do: frames(
      '{x}|{x}|{x}|please {x}|{x} please|can you {x}|could you {x}|I want you to {x}|I would like you to {x}|just {x}|{x} a bit|{x} a little|{x} a lot|maybe {x}|try to {x}|let us {x}|how about you {x}|would you {x} for me|you should {x}|it would be nice to {x}|do {x}',
    ),
    say: frames(
      '{x}|{x}|{x}|I think {x}|sorry but {x}|{x}, can you help|{x}, fix that|to me {x}|somehow {x}|{x}, do you not think|honestly {x}|{x} here|{x} unfortunately|in my opinion {x}|the problem is that {x}|{x} and I do not like it|what a pity, {x}|{x}, change that',
    ),
    bad: frames(
      '{x}|too {x}|it is too {x}|it is {x}|it looks {x}|it looks so {x}|why is it so {x}|this picture is {x}|the photo is a bit {x}|it came out {x}|it all feels {x}|less {x}|make it less {x}|not so {x} please|I do not like how {x} it is|it should not be so {x}|everything looks {x}|get rid of the {x} look|a tad {x} for me|so {x}|it turned out {x}|rather {x}|way too {x}|it seems {x} to me|quite {x} today|the whole thing is {x}|what a {x} picture|awfully {x}',
      'make it {x}|more {x}|I want it {x}|I want it to be {x}|it should be {x}|let it look {x}|not {x} enough',
    ),
    good: frames(
      '{x}|make it {x}|more {x}|I want it {x}|I would like it to be {x}|it should be {x}|let it be {x}|could it be {x}|can you make it {x}|it should look {x}|a bit more {x}|{x} please|it is not {x} enough|not {x} enough|turn it {x}|I was hoping for something {x}|why is it not {x}|it needs to be {x}|make everything {x}|let everything look {x}|really {x}|I like it {x}|something more {x}',
      'too {x}|it is too {x}|less {x}|not so {x}|far too {x}',
    ),
    badthing: frames(
      'like {x}|it looks like {x}|looks like {x}|it is like {x}|it feels like {x}|it reminds me of {x}|as if it was {x}|as if {x}|it should not look like {x}|I do not want it to look like {x}|everything looks like {x}|too much like {x}|why does it look like {x}|as if taken in {x}|she looks like {x}|we look like {x}|they look like {x}|as if I was in {x}|I feel like I am in {x}|it could be {x}|this is {x}|looks as though it was {x}|it has something of {x}|the place looks like {x}|it resembles {x}',
      'make it look like {x}|I want it to feel like {x}|I want it to look like {x}|it should look like {x}|as if it was {x}, I like that|I would love it to be like {x}',
    ),
    goodthing: frames(
      '{x}|like {x}|as if {x}|as though {x}|make it look like {x}|I want it to look like {x}|I want it to feel like {x}|it should look like {x}|it should feel like {x}|give it the feel of {x}|something like {x}|the look of {x}|think of {x}|it should remind me of {x}|the way {x} looks|let it be like {x}|I am after {x}|{x} vibes|with the mood of {x}|the kind of picture you know from {x}|as in {x}|as if it came from {x}|something out of {x}|make me think of {x}|it should be like {x}|as if it was shot for {x}|I imagine {x}|in the spirit of {x}|{x} feeling|a hint of {x}',
      'it looks like {x} and I do not like that|too much like {x}|it should not look like {x}|less like {x}',
    ),
    lack: frames(
      '{x}|needs more {x}|more {x}|it lacks {x}|there is no {x}|not enough {x}|where is the {x}|I miss the {x}|I want more {x}|give it {x}|give it some {x}|add {x}|add some {x}|a bit of {x}|a touch of {x}|it has no {x}|could use {x}|it could do with some {x}|it is missing {x}|a little more {x}|put some {x} in|bring in some {x}|no {x} at all|with {x}|it cries out for {x}|a dose of {x}|there is hardly any {x}|it wants {x}|the {x} is missing|a pinch of {x}|give me {x}|it needs a shot of {x}|some {x} would be good|I would love some {x}|lots of {x}',
      'too much {x}|less {x}|there is far too much {x}',
    ),
    excess: frames(
      'too much {x}|less {x}|get rid of the {x}|remove the {x}|reduce the {x}|take the {x} out|the {x} is too strong|there is so much {x}|the {x} bothers me|cut the {x}|without the {x}|I do not want so much {x}|no {x} please|the {x} has to go|take away the {x}|get the {x} out of it|a bit less {x}|the {x} is annoying|can you do something about the {x}|lose the {x}|kill the {x}|clear the {x}|enough of the {x}|that {x} is terrible|away with the {x}|full of {x}|drowning in {x}|all that {x}',
      'more {x}|add {x}|I want more {x}|give it some {x}|not enough {x}',
    ),
  },
  ofRegion: {
    bad: '{r} is too {x}|{r} looks {x}|{r} is {x}|why is {r} so {x}|{r} came out {x}|{r} should be less {x}|{r} shows up {x}|I find {r} {x}|make {r} less {x}'.split(
      '|',
    ),
    good: 'make {r} {x}|{r} should be {x}|let {r} be {x}|I want {r} {x}|I want {r} to look {x}|{r} could be more {x}|{r} is not {x} enough'.split(
      '|',
    ),
    badthing: '{r} looks like {x}|{r} is like {x}|{r} reminds me of {x}|{r} as if it was {x}'.split('|'),
    goodthing: 'make {r} look like {x}|{r} should look like {x}|I want {r} like {x}'.split('|'),
    lack: '{r} needs {x}|{r} lacks {x}|give {r} more {x}|there is no {x} in {r}|{r} has no {x}|put some {x} on {r}|more {x} for {r}|{r} could use some {x}'.split(
      '|',
    ),
    excess:
      'too much {x} in {r}|less {x} in {r}|{r} has too much {x}|take the {x} out of {r}|there is {x} on {r}|get rid of the {x} on {r}'.split(
        '|',
      ),
  },
  idle: '{r}|look at {r}|what about {r}|you can see {r}|this shows {r}|I like {r}|{r} is in the picture|do you see {r}|{r} is there|that is {r}|here is {r}|{r} was there too|we saw {r}|it is all about {r}'.split(
    '|',
  ),
  before: 'hi, |hey, |well, |ok so |hmm, |um |and |but |also |so |oh, |actually |you know, '.split('|'),
  after:
    ' thanks| please| thank you|, okay?| somehow| overall| for me| if possible| if you can| a bit| in this shot| in this one'.split(
      '|',
    ),
};

const chinese: LocaleFrames = {
  byRole: {
    do: frames(
      '{x}|{x}|{x}|请{x}|帮我{x}|能不能{x}|可以{x}吗|{x}吧|{x}呗|想{x}|给我{x}|麻烦{x}|再{x}|最好{x}|稍微{x}|{x}谢谢|要不{x}|我想让你{x}|试试{x}|应该{x}',
    ),
    say: frames(
      '{x}|{x}|{x}|感觉{x}|我觉得{x}|{x}啊|{x},救救|{x},改改|{x}怎么办|总觉得{x}|{x}了|{x}呢|唉,{x}|说实话{x}|问题是{x}|{x},不喜欢|可惜{x}|怎么{x}|{x}的',
    ),
    bad: frames(
      '{x}|{x}的|太{x}了|有点{x}|看着{x}|看着{x}的|看起来{x}|怎么这么{x}|显得{x}|整体{x}|画面{x}|照片{x}|拍得{x}|感觉{x}|别这么{x}|不要那么{x}|过于{x}|{x}得很|{x}了点|这张{x}|片子{x}的|不想这么{x}|去掉{x}的感觉|拍出来{x}的|好{x}|也太{x}了吧|{x}死了|整个{x}的',
      '弄{x}一点|要{x}|更{x}一点|想要{x}的感觉|不够{x}',
    ),
    good: frames(
      '{x}|{x}一点|{x}一些|{x}点|要{x}|更{x}|再{x}些|想要{x}|弄得{x}点|让它{x}|调得{x}|不够{x}|希望{x}|能不能{x}点|要那种{x}的感觉|变得{x}|整得{x}|{x}的感觉|让画面{x}起来|看着要{x}|多{x}一点|想看到{x}的|最好{x}',
      '太{x}了|别太{x}|不要这么{x}|{x}过头了',
    ),
    badthing: frames(
      '像{x}|像{x}一样|跟{x}似的|好像在{x}|看着像{x}|怎么像{x}|弄得像{x}|拍得像{x}|简直是{x}|像掉进{x}|别像{x}|不要像{x}一样|跟{x}一样|一股{x}味|仿佛{x}|像是{x}|有点像{x}|整个{x}|人像{x}|活像{x}|像在{x}里|{x}既视感|感觉在{x}',
      '要像{x}那样|想要{x}的感觉|就要{x}这种|弄成{x}那样',
    ),
    goodthing: frames(
      '{x}|像{x}|像{x}那样|像{x}一样|要{x}的感觉|想要{x}那种|弄成{x}|要像{x}|来点{x}的味道|有种{x}的感觉|{x}的感觉|{x}那种|做成{x}的样子|希望像{x}|让它像{x}|往{x}那个方向|{x}的味儿|仿佛{x}|{x}风|像{x}里的|{x}的样子|就像{x}|有{x}的味道|{x}氛围|像从{x}里出来的|让我想起{x}',
      '太像{x}了不好|别像{x}|不要像{x}',
    ),
    lack: frames(
      '{x}|缺{x}|没{x}|没有{x}|少了点{x}|多点{x}|来点{x}|加点{x}|加{x}|要{x}|{x}不够|差点{x}|欠{x}|给点{x}|再来点{x}|多一些{x}|需要{x}|想要更多{x}|{x}太少|{x}不足|一点{x}都没有|毫无{x}|添点{x}|增加{x}|看不到{x}|缺少{x}|{x}去哪了|来一丝{x}|有点{x}就好了',
      '{x}太多|{x}太重|少点{x}',
    ),
    excess: frames(
      '{x}太重|{x}太多|{x}太强|{x}太大|去{x}|去掉{x}|减{x}|少点{x}|把{x}去掉|把{x}压一压|别那么多{x}|{x}收一收|{x}少一点|不要{x}|去去{x}|一股{x}|{x}很烦|{x}有点多|减弱{x}|把{x}弄掉|全是{x}|{x}太明显|到处是{x}|{x}退一退|受不了这{x}',
      '多点{x}|加点{x}|要{x}|{x}不够',
    ),
  },
  ofRegion: {
    bad: '{r}太{x}了|{r}{x}|{r}看着{x}|{r}怎么这么{x}|{r}有点{x}|{r}别那么{x}|{r}显得{x}|{r}{x}的'.split('|'),
    good: '让{r}{x}一点|{r}要{x}|{r}{x}点|把{r}弄得{x}|{r}不够{x}|{r}再{x}些|希望{r}{x}'.split('|'),
    badthing: '{r}像{x}|{r}跟{x}似的|{r}看着像{x}|{r}跟{x}一样'.split('|'),
    goodthing: '{r}要像{x}|让{r}像{x}|{r}要{x}的感觉'.split('|'),
    lack: '{r}没有{x}|{r}缺{x}|{r}多点{x}|给{r}来点{x}|{r}一点{x}都没有|{r}{x}不够|{r}加点{x}'.split('|'),
    excess: '{r}{x}太重|{r}少点{x}|{r}{x}太多|把{r}的{x}去掉|{r}一股{x}|{r}全是{x}'.split('|'),
  },
  idle: '{r}|你看{r}|{r}呢|能看到{r}|拍的是{r}|我喜欢{r}|{r}在画面里|这是{r}|那里有{r}|{r}也在|我们看到了{r}|主要是{r}'.split(
    '|',
  ),
  before: '嗯,|那个,|就是|这张|照片|画面|整体|我觉得|感觉|其实|哎,|能|想让它'.split('|'),
  after: '谢谢|,谢谢|哈|呀|吧|啊|哦|可以吗|行吗|好不好|,拜托|了'.split('|'),
};

export const framesOf: Readonly<Record<Locale, LocaleFrames>> = { en: english, zh: chinese };
