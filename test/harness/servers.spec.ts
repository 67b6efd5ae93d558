import { connect } from 'node:net';
import { accessSync, constants } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      resolve(true);
    }).on('error', () => {
      resolve(false);
    });
    socket.on('connect', () => socket.destroy());
  });

describe('the servers of a test run', () => {
  it('has a database that answers', async () => {
    const { hostname, port } = new URL(inject('mongodbUri'));
    expect(await answers(hostname, Number(port))).toBe(true);
  });

  it('has a Temporal that answers', async () => {
    const [host = '', port = ''] = inject('temporalAddress').split(':');
    expect(await answers(host, Number(port))).toBe(true);
  });

  it('has a time-skipping server that may be run', () => {
    expect(() => {
      accessSync(inject('temporalTestServer'), constants.X_OK);
    }).not.toThrow();
  });
});
