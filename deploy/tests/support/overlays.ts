import { describe } from 'vitest';
import { checkersRequired, findCheckers } from '../../src/config.ts';
import { templateOf, type Container, type Manifest, type PodTemplate } from '../../src/manifests.ts';
import { render, type Rendered } from '../../src/render.ts';

export const checkers = findCheckers();
if (checkers === null) {
  const message =
    'kustomize and kubeconform are not here: the manifests of deploy/k8s stay unchecked. Run tools/k8s-parts.sh';
  if (checkersRequired) throw new Error(message);
  console.warn(message);
}

export const overlayNames = ['dev', 'prod'] as const;

export interface Overlay extends Rendered {
  readonly name: (typeof overlayNames)[number];
}

export const overlays: readonly Overlay[] =
  checkers === null
    ? []
    : await Promise.all(overlayNames.map(async (name) => ({ name, ...(await render(checkers!, `overlays/${name}`)) })));

/** Runs its tests for each overlay; skipped, and listed as such, where there is nothing to render with. */
export function describeOverlays(what: string, tests: (overlay: Overlay) => void): void {
  if (overlays.length === 0) describe.skip(what, () => tests({ name: 'prod', text: '', manifests: [] }));
  else
    describe.each(overlays.map((overlay) => [overlay.name, overlay] as const))(`${what} of %s`, (_, overlay) =>
      tests(overlay),
    );
}

export interface Workload {
  readonly name: string;
  readonly kind: string;
  readonly manifest: Manifest;
  readonly template: PodTemplate;
}

export function workloadsOf(manifests: readonly Manifest[]): readonly Workload[] {
  return manifests.flatMap((manifest) => {
    const template = templateOf(manifest);
    if (template === null) return [];
    return [{ name: manifest.metadata.name, kind: manifest.kind, manifest, template }];
  });
}

export const ofKind = <Spec>(manifests: readonly Manifest[], kind: string) =>
  manifests.filter((one) => one.kind === kind) as readonly (Manifest & { readonly spec: Spec })[];

export const containersOf = ({ template }: Workload): readonly Container[] => [
  ...(template.spec.initContainers ?? []),
  ...template.spec.containers,
];

/** The app whose program a container runs; null for programs of others. */
export function appOf({ image }: Container): string | null {
  return /(?:^|\/)safelight\/([a-z]+):/.exec(image)?.[1] ?? null;
}
