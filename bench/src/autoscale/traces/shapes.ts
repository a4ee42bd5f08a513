/** How many turns a second are begun, relative to the mean of an ordinary day, at each second of the day. */
import { randomFrom, normalFrom } from './random.ts';

const daySeconds = 24 * 3600;
const hour = 3600;

type Random = () => number;
type Rate = (atSeconds: number) => number;
type Shape = (random: Random, daySeconds: number) => Rate;

/** Calm at night, busiest in the afternoon, and wandering: a slow random walk of ± 15 % that returns to its mean. */
const diurnal: Shape = (random, length) => {
  const noise = wander(random, length, 0.15, 600);
  return (at) => (1 + 0.75 * Math.sin(2 * Math.PI * (at / length - 0.25))) * noise(at);
};

/** A dozen rushes a day of 3 to 15 minutes, each within a minute at two to five times the mean. */
const bursts: Shape = (random, length) => {
  const day = diurnal(random, length);
  const rushes = several(12, () => rush(random() * length, 60, 180 + random() * 720, 1.5 + random() * 3));
  return (at) => 0.8 * day(at) + sum(rushes, at);
};

/** One link that goes round: within 3 to 8 minutes at eight times the mean, half of it gone after 20 to 50 minutes. */
const viral: Shape = (random, length) => {
  const day = diurnal(random, length);
  const wave = spike((0.2 + 0.6 * random()) * length, (3 + 5 * random()) * 60, (20 + 30 * random()) * 60, 8);
  return (at) => day(at) + wave(at);
};

/** Before and after work, with little between. */
const commuter: Shape = (random, length) => {
  const noise = wander(random, length, 0.25, 180);
  const hump = (at: number, centre: number, width: number) => Math.exp(-0.5 * ((at / length - centre) / width) ** 2);
  return (at) =>
    (0.25 + 2.2 * hump(at, 0.33, 0.045) + 0.9 * hump(at, 0.52, 0.03) + 3 * hump(at, 0.78, 0.05)) * noise(at);
};

/** Tenants hand in batches: from one second to the next two to four times as much, for 8 to 30 minutes. */
const batches: Shape = (random, length) => {
  const day = diurnal(random, length);
  const blocks = several(14, () => {
    const from = random() * length;
    const until = from + 480 + random() * 1320;
    const height = 1 + random() * 2.5;
    return (at: number) => (at >= from && at < until ? height : 0);
  });
  return (at) => 0.7 * day(at) + sum(blocks, at);
};

/** Two links on one day, each at ten times the mean within 1 to 3 minutes; the second while the first still echoes. */
const doubleViral: Shape = (random, length) => {
  const day = diurnal(random, length);
  const first = (0.15 + 0.3 * random()) * length;
  const waves = [first, first + (1.5 + 3 * random()) * hour].map((at) =>
    spike(at, (1 + 2 * random()) * 60, (12 + 30 * random()) * 60, 10),
  );
  return (at) => day(at) + sum(waves, at);
};

/** A small tenant: little all day, hours of nothing, and a few minutes in which everybody comes at once. */
const quiet: Shape = (random, length) => {
  const noise = wander(random, length, 0.3, 300);
  const visits = several(5, () => rush(random() * length, 20, 120 + random() * 300, 0.8 + random()));
  return (at) => (at % (length / 3) < length / 8 ? 0 : 0.2 * noise(at)) + sum(visits, at);
};

/** Twice a day a push message to everybody: within half a minute at four to six times the mean, over after 10 to 30 minutes. */
const newsflash: Shape = (random, length) => {
  const day = diurnal(random, length);
  const flashes = several(2, () => rush((0.1 + 0.8 * random()) * length, 30, 600 + random() * 1200, 4 + 2 * random()));
  return (at) => day(at) + sum(flashes, at);
};

/** A product that opens in the morning: nothing before, a ramp of an hour to five times the mean, and then it stays. */
const launch: Shape = (random, length) => {
  const noise = wander(random, length, 0.2, 300);
  const opens = (0.2 + 0.3 * random()) * length;
  return (at) => (0.05 + 5 * Math.min(1, Math.max(0, (at - opens) / hour))) * noise(at);
};

export const shapes = {
  diurnal,
  bursts,
  viral,
  commuter,
  batches,
  doubleViral,
  quiet,
  newsflash,
  launch,
} as const;
export type ShapeName = keyof typeof shapes;

export function rateOf(shape: ShapeName, seed: number, lengthSeconds: number = daySeconds): Rate {
  return shapes[shape](randomFrom(seed), lengthSeconds);
}

const several = (count: number, make: () => Rate) => Array.from({ length: count }, make);
const sum = (rates: readonly Rate[], at: number) => rates.reduce((total, rate) => total + rate(at), 0);

function rush(from: number, riseSeconds: number, lastsSeconds: number, height: number): Rate {
  return (at) => {
    if (at < from || at > from + lastsSeconds + riseSeconds) return 0;
    return height * Math.min(1, (at - from) / riseSeconds, (from + lastsSeconds + riseSeconds - at) / riseSeconds);
  };
}

function spike(from: number, riseSeconds: number, halfSeconds: number, height: number): Rate {
  return (at) => {
    if (at < from) return 0;
    if (at < from + riseSeconds) return (height * (at - from)) / riseSeconds;
    return height * 2 ** (-(at - from - riseSeconds) / halfSeconds);
  };
}

/** A factor around 1 (Ornstein and Uhlenbeck), one value for each minute. */
function wander(random: Random, length: number, spread: number, memorySeconds: number): Rate {
  const keep = Math.exp(-60 / memorySeconds);
  let value = 0;
  const values = Array.from({ length: Math.ceil(length / 60) + 1 }, () => {
    value = keep * value + Math.sqrt(1 - keep * keep) * normalFrom(random);
    return Math.max(0.2, 1 + spread * value);
  });
  return (at) => values[Math.min(values.length - 1, Math.floor(at / 60))]!;
}
