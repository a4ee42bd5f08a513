import type { Face } from '../face/face.ts';
import { eyeCorners, chin } from '../face/topology.ts';
import { browsOf, eyesOf, ovalOf, skinSample, union } from '../face/parts.ts';
import { boxMean } from '../image/box.ts';
import { colourDistance, fitColour } from '../image/colour-model.ts';
import { componentsOf, weigh } from '../image/components.ts';
import { labOf } from '../image/lab.ts';
import type { LabPlanes } from '../image/lab.ts';
import { shrinkChannels } from '../image/picture.ts';
import type { Channels } from '../image/picture.ts';
import { clamp01, mapPlane, plane, resizePlane, shrinkPlane, smoothstep } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { refineMatte } from '../image/refine.ts';
import { logit, segment } from '../image/segment.ts';

const workPx = 384;

/** Parts of people that colour tells apart once face and outline are known; absent ones are undefined. */
export interface BodyParts {
  readonly hair: Plane | undefined;
  readonly bodySkin: Plane | undefined;
  readonly clothes: Plane | undefined;
}

/** A face in the pixels of a smaller picture. */
const scaled = (face: Face, by: number): Face => ({
  ...face,
  mesh: face.mesh.map(({ x, y }) => ({ x: x * by, y: y * by })),
  eyes: [scaledEye(face.eyes[0], by), scaledEye(face.eyes[1], by)],
  eyeSpan: face.eyeSpan * by,
});

const scaledEye = ({ outline, iris }: Face['eyes'][0], by: number): Face['eyes'][0] => ({
  outline: outline.map(({ x, y }) => ({ x: x * by, y: y * by })),
  iris: { x: iris.x * by, y: iris.y * by, radius: iris.radius * by },
});

export const partBodies = (picture: Channels, person: Plane, found: readonly Face[]): BodyParts => {
  const { width, height } = person;
  const scale = Math.min(1, workPx / Math.max(width, height));
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const small = shrinkChannels(picture, w, h);
  const lab = labOf(small);
  const body = shrinkPlane(person, w, h);
  const faces = found.map((face) => scaled(face, w / width));
  const skins = faces.map((face) => skinOf(face, lab));
  const skin = mapPlane(body, (_, i) => skins.reduce((most, s) => Math.max(most, s.data[i]!), 0));
  const ovals = union([plane(w, h), ...faces.map((face) => ovalOf(face, body))]);
  const hairs = faces.flatMap((face, k) => hairOf(face, small, lab, body, skins[k]!) ?? []);
  const hair = hairs.length === 0 ? undefined : union(hairs);
  const head = mapPlane(ovals, (v, i) => Math.max(Math.min(1, v), hair?.data[i] ?? 0));
  const bare = bareSkin(small, lab, body, skin, head, faces);
  const dress = dressOf(body, head, bare, faces);
  const finish = (part: Plane | undefined): Plane | undefined =>
    part && refineMatte(picture, resizePlane(part, width, height), 0.008 * Math.max(width, height));
  return { hair: finish(hair), bodySkin: finish(bare), clothes: finish(dress) };
};

/** How like this face's own skin each pixel is, light and shade allowed for. */
const skinOf = (face: Face, lab: LabPlanes): Plane => {
  const model = fitColour(lab, skinSample(face, lab[0]).data, 0.025);
  if (model === undefined) {
    return plane(lab[0].width, lab[0].height);
  }
  return mapPlane(lab[0], (l, i) => {
    // Shade changes lightness far more than hue: lightness counts for little down to half of the cheek's.
    const shade = smoothstep(0.35, 0.6, l / model.mean[0]) * smoothstep(1.2, 1.08, l / model.mean[0]);
    const da = lab[1].data[i]! - model.mean[1];
    const db = lab[2].data[i]! - model.mean[2];
    const hue = Math.exp(-(da * da + db * db) / (2 * 0.018 * 0.018));
    return shade * Math.max(hue, Math.exp(-0.15 * colourDistance(model, lab, i)));
  });
};

const hairOf = (face: Face, picture: Channels, lab: LabPlanes, body: Plane, skin: Plane): Plane | undefined => {
  const { width } = body;
  const oval = ovalOf(face, body);
  const near = boxMean(oval, Math.max(1, Math.round(0.3 * face.eyeSpan)));
  const [outer, inner] = [face.mesh[eyeCorners[0][0]]!, face.mesh[eyeCorners[1][1]]!];
  const eyes = { x: (outer.x + inner.x) / 2, y: (outer.y + inner.y) / 2 };
  const jaw = face.mesh[chin]!;
  // The face's own axes: `up` is 0 at the eyes, -1 at the chin.
  const length = Math.hypot(jaw.x - eyes.x, jaw.y - eyes.y);
  const axis = { x: (eyes.x - jaw.x) / length, y: (eyes.y - jaw.y) / length };
  const feature = union([eyesOf(face, body), browsOf(face, body)]);
  let [seeds, skinSeeds] = [0, 0];
  const prior = mapPlane(body, (v, i) => {
    const x = (i % width) + 0.5 - eyes.x;
    const y = Math.floor(i / width) + 0.5 - eyes.y;
    const up = (x * axis.x + y * axis.y) / length;
    const reach = Math.hypot(x, y) / face.eyeSpan;
    if (v < 0.3 || reach > 3.2) {
      return -8;
    }
    if (oval.data[i]! > 0.5) {
      return feature.data[i]! > 0.3 || up < 0.35 ? -5 : 1.5 - 4 * skin.data[i]!;
    }
    const above = up > -0.1 && near.data[i]! > 0.02;
    if (above) {
      seeds += 1;
      skinSeeds += skin.data[i]! > 0.6 ? 1 : 0;
    }
    const place = above ? 2.5 : up > 0.3 ? 1.5 : up > 0 ? 0.8 : -1 + 1.5 * Math.max(-2, up);
    // Above the brows there is hair or a bald head, and that was asked already.
    return place - (up > 0.5 ? 0 : 3) * skin.data[i]! - 1.2 * Math.max(0, reach - 2.2);
  });
  if (seeds < 20 || skinSeeds > 0.6 * seeds) {
    return undefined;
  }
  const hair = segment(picture, lab, prior, { colourMax: 3, neighbours: 2, radius: 3, rounds: 2 });
  const kept = mapPlane(hair, (v, i) => v * smoothstep(0.2, 0.6, body.data[i]!));
  const area = kept.data.reduce((sum, v) => sum + v, 0);
  return area < 0.15 * face.eyeSpan * face.eyeSpan ? undefined : kept;
};

/** Whether a pixel lies around a head, above its chin: what is no face and no hair there is ear or hat. */
const headTest =
  (faces: readonly Face[], width: number) =>
  (i: number): boolean => {
    const x = (i % width) + 0.5;
    const y = Math.floor(i / width) + 0.5;
    return faces.some(
      (f) => y < f.mesh[chin]!.y - 0.15 * f.eyeSpan && Math.hypot(x - f.mesh[1]!.x, y - f.mesh[1]!.y) < 2.2 * f.eyeSpan,
    );
  };

/** Skin of neck, arms, hands: undefined when no piece is a twelfth of a face. */
const bareSkin = (
  picture: Channels,
  lab: LabPlanes,
  body: Plane,
  skin: Plane,
  head: Plane,
  faces: readonly Face[],
): Plane | undefined => {
  if (faces.length === 0) {
    return undefined;
  }
  const atHead = headTest(faces, body.width);
  const prior = mapPlane(body, (v, i) =>
    atHead(i) ? -8 : Math.min(logit(v), 7 * (skin.data[i]! - 0.6)) - 8 * head.data[i]!,
  );
  const bare = segment(picture, lab, prior, { colourMax: 1, neighbours: 1.5, radius: 3, rounds: 1 });
  const kept = mapPlane(bare, (v, i) => v * smoothstep(0.2, 0.6, body.data[i]!) * (1 - clamp01(head.data[i]!)));
  // Straps and seams of skin's colour are thin or scattered; necks, arms and hands are not.
  const opened = mapPlane(boxMean(kept, 2), (v, i) => kept.data[i]! * smoothstep(0.3, 0.6, v));
  const parts = componentsOf(opened);
  const likeness = weigh(parts, skin);
  const face = Math.max(...faces.map((f) => 2 * f.eyeSpan * f.eyeSpan));
  const isSkin = parts.areas.map((area, k) => area > face / 12 && likeness[k]! > 0.8 * area);
  const chosen = mapPlane(kept, (_, i) => (isSkin[parts.label[i]!] === true ? 1 : 0));
  const around = boxMean(chosen, 2);
  return isSkin.includes(true) ? mapPlane(kept, (v, i) => (around.data[i]! > 0 ? v : 0)) : undefined;
};

/** What is left of people below their chins. */
const dressOf = (body: Plane, head: Plane, bare: Plane | undefined, faces: readonly Face[]): Plane | undefined => {
  const atHead = headTest(faces, body.width);
  const dress = mapPlane(body, (v, i) =>
    atHead(i) ? 0 : v * (1 - clamp01(head.data[i]!)) * (1 - (bare?.data[i] ?? 0)),
  );
  const area = dress.data.reduce((sum, v) => sum + (v > 0.5 ? 1 : 0), 0);
  return area < 0.002 * dress.data.length ? undefined : dress;
};
