/** What the dashboard shows, top to bottom; `dashboard.ts` makes Grafana's JSON of it. */

export interface Panel {
  readonly title: string;
  /** PromQL, and what its lines are called. */
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
  /** As Grafana names units. */
  readonly unit: 'short' | 'ms' | 's' | 'percentunit' | 'bytes' | 'reqps' | 'currencyUSD';
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const one = (title: string, unit: Panel['unit'], expr: string, legend: string): Panel => ({
  ...{ title, unit, queries: [{ expr, legend }] },
});

const quantiles = (title: string, unit: Panel['unit'], metric: string, by: string): Panel => ({
  ...{ title, unit },
  queries: [0.5, 0.95].map((quantile) => ({
    expr: `histogram_quantile(${quantile}, sum by (le, ${by}) (rate(${metric}_bucket[$__rate_interval])))`,
    legend: `p${quantile * 100} {{${by}}}`,
  })),
});

const rate = (metric: string, by: string): string => `sum by (${by}) (rate(${metric}[$__rate_interval]))`;

export const rows: readonly Row[] = [
  {
    title: 'Turns',
    panels: [
      one('Turns that ended', 'reqps', rate('gateway_turns_total', 'outcome'), '{{outcome}}'),
      quantiles('From request to end', 'ms', 'gateway_turn_duration_ms', 'outcome'),
      one('Missing the objective', 'percentunit', 'safelight:turns_missed:ratio_rate1h', '1 h'),
      quantiles('Phases of a turn', 'ms', 'gateway_turn_phase_duration_ms', 'phase'),
      one('Reflections', 'reqps', rate('gateway_reflections_total', 'outcome'), '{{outcome}}'),
      one('Calls repeated', 'reqps', rate('gateway_turn_retries_total', 'code'), '{{code}}'),
    ],
  },
  {
    title: 'What waits',
    panels: [
      one('Queue', 'short', 'max by (queue) (gateway_queue_length)', '{{queue}}'),
      one('Oldest in the queue', 's', 'safelight:queue_age_seconds:max', '{{queue}}'),
      {
        ...{ title: 'Outbox, events, webhooks overdue', unit: 's' },
        queries: [
          { expr: 'max by (topic) (gateway_outbox_age_seconds)', legend: 'outbox {{topic}}' },
          { expr: 'max(gateway_events_unpublished_age_seconds)', legend: 'events' },
          { expr: 'max(gateway_webhooks_age_seconds)', legend: 'webhooks' },
        ],
      },
      one('Bus lag', 'short', 'max by (topic, group) (bus_lag_messages)', '{{topic}} {{group}}'),
      one('Dead letters', 'short', 'sum by (topic) (increase(bus_dead_lettered_total[1h]))', '{{topic}}'),
      one('Processes by role', 'short', 'sum by (role) (gateway_role)', '{{role}}'),
    ],
  },
  {
    title: 'Calls',
    panels: [
      one('REST requests', 'reqps', rate('http_server_requests_total', 'status'), '{{status}}'),
      one('REST errors', 'percentunit', 'safelight:http_errors:ratio_rate5m', '5xx'),
      quantiles('REST duration', 'ms', 'http_server_duration_ms', 'route'),
      one('RPCs', 'reqps', rate('rpc_server_calls_total', 'method'), '{{method}}'),
      one(
        'RPC faults',
        'reqps',
        'sum by (outcome) (rate(rpc_server_calls_total{outcome!="ok"}[$__rate_interval]))',
        '{{outcome}}',
      ),
      quantiles('RPC duration', 'ms', 'rpc_server_duration_ms', 'method'),
    ],
  },
  {
    title: 'Pixels and models',
    panels: [
      quantiles('Render', 'ms', 'sandbox_render_duration_ms', 'format'),
      one('Render by megapixel, p95', 'ms', 'safelight:render_ms_per_megapixel:p95_5m', '{{backend}}'),
      one('Inference queue', 'ms', 'safelight:inference_queue_ms:mean5m', '{{model}}'),
      one('Inference pending', 'short', 'sum by (model) (nv_inference_pending_request_count)', '{{model}}'),
      one('Model tokens', 'reqps', rate('safelight_policy_model_tokens_total', 'kind'), '{{kind}}'),
      one(
        'Model cost by hour',
        'currencyUSD',
        'sum(increase(safelight_policy_model_cost_micro_usd_total[1h])) / 1e6',
        'USD',
      ),
    ],
  },
  {
    title: 'Evaluator and reflector',
    panels: [
      one('Mean score', 'short', 'safelight:evaluator_score:mean1h', '{{axis}} {{version}}'),
      one('Scores at an end', 'percentunit', 'safelight:evaluator_score_at_end:ratio_rate1h', '{{axis}} {{version}}'),
      one('Unsure', 'percentunit', 'safelight:evaluator_unsure:ratio_rate1h', '{{version}}'),
      one(
        'Drift against the calibration',
        'short',
        'max by (axis, version) (evaluator_score_drift)',
        '{{axis}} {{version}}',
      ),
      one('Reflection samples', 'reqps', rate('reflector_samples_total', 'locale'), '{{locale}}'),
      one('Room for data', 'bytes', 'min by (service) (data_folder_free_bytes)', '{{service}}'),
    ],
  },
];
