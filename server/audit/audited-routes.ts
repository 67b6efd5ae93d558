import { routesOf } from '../app/routes.ts';
import type { ControllerClass } from '../app/routes.ts';
import { AUDIT } from './act.ts';
import type { Act, Untold } from './act.ts';
import { acts } from './acts/acts.ts';

export type AuditedRoutes = ReadonlyMap<string, Act | Untold>;

/** As OpenAPI has it: Improvements.verify. */
export const operationOf = (controller: string, handler: string): string => `${controller.replace('Controller', '')}.${handler}`;

/** What the audit says of every changing route. Throws where it has no words for one: that stops the start. */
export const auditedRoutes = (controllers: readonly ControllerClass[]): AuditedRoutes => new Map(controllers.flatMap(ofController));

function ofController(controller: ControllerClass): [string, Act | Untold][] {
  const prototype = controller.prototype as Record<string, object>;
  return routesOf(controller).flatMap(({ method, handler }): [string, Act | Untold][] => {
    const [, name = ''] = handler.split('.');
    const operation = operationOf(controller.name, name);
    const act = (Reflect.getMetadata(AUDIT, prototype[name] ?? {}) as Act | Untold | undefined) ?? acts[operation];
    if (act) return [[operation, act]];
    if (method === 'get') return [];
    throw new Error(`${handler} changes something and has no @Audit: say in words what it does`);
  });
}
