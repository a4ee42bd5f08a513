import type { Rgb8Image } from '@safelight/core';
import { findFaces } from './face/face.ts';
import type { Face } from './face/face.ts';
import { labOf } from './image/lab.ts';
import type { LabPlanes } from './image/lab.ts';
import { channelsOf, pyramidOf, shrinkChannels } from './image/picture.ts';
import type { Channels } from './image/picture.ts';
import { refineMatte } from './image/refine.ts';
import type { Plane } from './image/plane.ts';
import type { Networks } from './networks/networks.ts';
import { partBodies } from './person/parts.ts';
import type { BodyParts } from './person/parts.ts';
import { findPeople } from './person/person.ts';
import type { People } from './person/person.ts';
import { findSky } from './sky/sky.ts';
import type { Sky } from './sky/sky.ts';
import { findThing } from './subject/subject.ts';

/** Long edge at which pictures are looked at; a larger one is reduced first. */
const edgePxMax = 1024;

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** One picture and what has been found in it; each thing is looked for once, when first asked. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
  readonly lab: () => LabPlanes;
  readonly faces: () => Promise<readonly Face[]>;
  readonly people: () => Promise<People | undefined>;
  /** The people's matte with the picture's own edges. */
  readonly person: () => Promise<Plane | undefined>;
  readonly bodyParts: () => Promise<BodyParts | undefined>;
  readonly sky: () => Promise<Sky | undefined>;
  readonly subject: () => Promise<{ readonly matte: Plane; readonly confidence: number } | undefined>;
}

export const openScene = (networks: Networks, picture: Rgb8Image): Scene => {
  const whole = channelsOf(picture);
  const scale = Math.min(1, edgePxMax / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const channels = scale < 1 ? shrinkChannels(whole, width, height) : whole;
  const pyramid = once(() => pyramidOf(channels));
  const faces = once(() => findFaces(networks, pyramid()));
  const people = once(async () => findPeople(networks, pyramid(), await faces()));
  const sky = once(() => findSky(networks, pyramid()));
  const person = once(async () => {
    const found = await people();
    return found && refineMatte(channels, found.mask, 0.014 * Math.max(width, height));
  });
  return {
    width,
    height,
    channels,
    lab: once(() => labOf(channels)),
    faces,
    people,
    person,
    bodyParts: once(async () => {
      const matte = await person();
      return matte && partBodies(channels, matte, await faces());
    }),
    sky,
    subject: once(async () => {
      const matte = await person();
      return matte === undefined
        ? findThing(channels, (await sky())?.matte)
        : { matte, confidence: (await people())!.presence };
    }),
  };
};
