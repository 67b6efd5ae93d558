import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, runToEnd } from './console.ts';
import { smallProject } from './small-project.ts';

const lock = {
  name: 'small',
  lockfileVersion: 3,
  packages: {
    '': { name: 'small', dependencies: { 'left-pad': '1.3.0' } },
    'node_modules/left-pad': {
      version: '1.3.0',
      integrity: 'sha512-XI5MPzVNApjAyhQzphX8BkmKsKUxD4LdyK24iZeQGinBN9yTQT3bFlCBy/aVx2HrNcqQGsdot8ghrjyrvMCoEA==',
    },
  },
};

describe('the first command after cloning', () => {
  it('says in one sentence that no registry can be reached, and starts nothing', async () => {
    const project = smallProject({ lock, installed: false });
    const { code, printed } = await runToEnd([join(project, 'server/launch/start.mjs')], {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_cache: newFolder(),
      LOOPWRIGHT_HOME: join(project, 'home'),
      TMPDIR: newFolder(),
      LOOPWRIGHT_ROLE: 'worker',
    });
    const last = printed.trim().split('\n').at(-1);
    expect(last).toMatch(/^npm cannot reach its registry, so nothing can be installed: connect this machine, or set the registry/);
    expect(code).toBe(1);
  });
});
