import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What this process counts, for Prometheus. Labels are route patterns and codes only. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'loopwright_http_seconds',
    help: 'Seconds a request took, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });
  private readonly rows = new Counter({
    name: 'loopwright_feedback_rows_total',
    help: 'Rows of feedback received, by what became of them',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  request(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  feedback(outcome: 'accepted' | 'duplicate' | 'rejected', rows: number): void {
    if (rows > 0) this.rows.inc({ outcome }, rows);
  }
}
