import { expect, it } from 'vitest';
import { selects, type Labels } from '../src/manifests.ts';
import { schemaProblems } from '../src/render.ts';
import { checkers, containersOf, describeOverlays, ofKind, workloadsOf } from './support/overlays.ts';

/** The two drains of a gateway one after the other; other services have one. */
const drainSeconds = 10;

describeOverlays('the workloads', ({ text, manifests, name }) => {
  const workloads = workloadsOf(manifests);
  const serving = workloads.filter(({ kind }) => kind !== 'Job');
  const each = workloads.flatMap((workload) => containersOf(workload).map((container) => ({ workload, container })));
  /** Names of those that break the rule: a failure tells which. */
  const breaking = (rule: (one: (typeof each)[number]) => boolean) =>
    each.filter((one) => !rule(one)).map(({ workload, container }) => `${workload.name}/${container.name}`);

  it('are what the API servers and operators describe, and nothing that they do not know', async () => {
    expect(await schemaProblems(checkers!, text)).toEqual([]);
    expect(workloads.length).toBeGreaterThanOrEqual(11);
  });

  it('ask for processor and memory and have a limit of both', () => {
    const both = (amounts?: Labels) => amounts?.['cpu'] !== undefined && amounts['memory'] !== undefined;
    expect(
      breaking(({ container }) => both(container.resources?.requests) && both(container.resources?.limits)),
    ).toEqual([]);
  });

  it('run as nobody in particular, on a root that cannot be written, without rights or tokens', () => {
    const hardened = ({ workload, container }: (typeof each)[number]) => {
      const { spec } = workload.template;
      const { allowPrivilegeEscalation, readOnlyRootFilesystem, capabilities } = container.securityContext ?? {};
      return (
        spec.securityContext?.runAsNonRoot === true &&
        (spec.securityContext.runAsUser ?? 0) > 0 &&
        spec.securityContext.seccompProfile?.type === 'RuntimeDefault' &&
        spec.automountServiceAccountToken === false &&
        spec.enableServiceLinks === false &&
        allowPrivilegeEscalation === false &&
        readOnlyRootFilesystem === true &&
        capabilities?.drop?.includes('ALL') === true &&
        capabilities.add === undefined
      );
    };
    expect(breaking(hardened)).toEqual([]);
    const accounts = new Set(ofKind(manifests, 'ServiceAccount').map(({ metadata }) => metadata.name));
    expect(workloads.filter(({ template }) => !accounts.has(template.spec.serviceAccountName ?? ''))).toEqual([]);
  });

  it('write nowhere but to volumes of a known size', () => {
    const unbounded = workloads.flatMap(({ name, template }) =>
      (template.spec.volumes ?? [])
        .filter(({ emptyDir }) => emptyDir !== undefined && emptyDir.sizeLimit === undefined)
        .map((volume) => `${name}/${volume.name}`),
    );
    expect(unbounded).toEqual([]);
  });

  it('come from images with a version', () => {
    expect(
      breaking(({ container }) => /:[^:/]+$/.test(container.image) && !container.image.endsWith(':latest')),
    ).toEqual([]);
  });

  it('are asked whether they started, are ready and live', () => {
    const unasked = serving.filter(({ template }) =>
      template.spec.containers.some(
        (one) => one.startupProbe === undefined || one.readinessProbe === undefined || one.livenessProbe === undefined,
      ),
    );
    expect(unasked.map((one) => one.name)).toEqual([]);
  });

  it('answer while they are taken out of Services, and are given longer than they take to stop', () => {
    const short = serving.filter(({ template: { spec } }) => {
      const pause = spec.containers[0]!.lifecycle?.preStop?.sleep?.seconds ?? 0;
      return pause < 5 || (spec.terminationGracePeriodSeconds ?? 0) < pause + drainSeconds;
    });
    expect(short.map((one) => one.name)).toEqual([]);
  });

  it('are replaced only by what is ready', () => {
    const strategies = ofKind<{
      readonly strategy?: { readonly rollingUpdate?: { readonly maxUnavailable?: unknown } };
    }>(manifests, 'Deployment').map(({ spec }) => spec.strategy?.rollingUpdate?.maxUnavailable);
    expect(new Set(strategies)).toEqual(new Set([0]));
  });

  it('are each under one disruption budget, which lets a node go', () => {
    interface Budget {
      readonly selector: { readonly matchLabels: Labels };
      readonly maxUnavailable?: number | string;
    }
    const budgets = ofKind<Budget>(manifests, 'PodDisruptionBudget');
    const counts = serving.map(({ template }) => {
      const own = budgets.filter(({ spec }) => selects(spec.selector.matchLabels, template.metadata.labels));
      return own.filter(({ spec }) => spec.maxUnavailable !== undefined && spec.maxUnavailable !== 0).length;
    });
    expect(counts).toEqual(serving.map(() => 1));
    expect(budgets).toHaveLength(serving.length);
  });

  it('spread over zones and nodes where there can be several', () => {
    const alone = ['reflector', 's3'];
    const unspread = serving.filter(
      ({ name, template }) => !alone.includes(name) && (template.spec.topologySpreadConstraints ?? []).length === 0,
    );
    expect(unspread.map((one) => one.name)).toEqual([]);
  });

  it('take adapters only where the pool has some, and give cold models time', () => {
    const onAdapters = each.filter(({ container }) =>
      Object.keys(container.resources?.limits ?? {}).some((resource) => resource.startsWith('nvidia.com/')),
    );
    for (const { workload, container } of onAdapters) {
      const { nodeSelector, tolerations } = workload.template.spec;
      expect(nodeSelector?.['safelight.dev/pool']).toMatch(/^gpu-/);
      expect(tolerations?.map(({ key }) => key)).toContain('nvidia.com/gpu');
      const { periodSeconds = 0, failureThreshold = 0 } = container.startupProbe!;
      expect(periodSeconds * failureThreshold).toBeGreaterThanOrEqual(600);
    }
    expect(onAdapters.map(({ workload }) => workload.name)).toEqual(name === 'prod' ? ['triton', 'vllm'] : []);
  });

  it('live in a namespace that refuses anything less', () => {
    const [namespace, ...others] = ofKind(manifests, 'Namespace');
    expect(others).toEqual([]);
    expect(namespace!.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    const scoped = manifests.filter(({ kind }) => kind !== 'Namespace' && kind !== 'RuntimeClass');
    expect(new Set(scoped.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['safelight']));
  });
});
