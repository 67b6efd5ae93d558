import { readdirSync } from 'node:fs';
import mongoose from 'mongoose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { provideMongod, provideTemporal } from '../../server/launch/provision.mjs';
import { startMongod, startTemporal } from '../../server/launch/services.mjs';
import type { RunningMongod, RunningTemporal } from '../../server/launch/services.mjs';
import { newFolder } from './console.ts';

async function mongodIn(dir: string): Promise<RunningMongod> {
  const running = await startMongod({ binary: await provideMongod(), dir });
  onTestFinished(running.kill9);
  return running;
}

async function temporalIn(dir: string, port?: number): Promise<RunningTemporal> {
  const running = await startTemporal({ binary: await provideTemporal(), dir, ...(port ? { port } : {}) });
  onTestFinished(running.kill9);
  return running;
}

async function withDatabase<T>(uri: string, work: (connection: mongoose.Connection) => Promise<T>): Promise<T> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

describe('the embedded database', () => {
  it('takes transactions, and comes back with its data on another port after kill -9', async () => {
    const dir = newFolder();
    const first = await mongodIn(dir);
    await withDatabase(first.uri, async (connection) => {
      await connection.createCollection('kept');
      await connection.transaction(async (session) => {
        await connection.collection('kept').insertOne({ word: 'pricing' }, { session });
      });
    });
    await first.kill9();
    const second = await mongodIn(dir);
    const found = await withDatabase(second.uri, (connection) => connection.collection('kept').findOne({}));
    expect(found?.['word']).toBe('pricing');
    expect(second.port).not.toBe(first.port);
  });

  it('listens on this machine only and leaves no socket file', async () => {
    const { port, uri } = await mongodIn(newFolder());
    const options = await withDatabase(
      uri,
      (connection) => connection.db?.admin().command({ getCmdLineOpts: 1 }) ?? Promise.resolve(undefined),
    );
    expect(options).toMatchObject({ parsed: { net: { bindIp: '127.0.0.1', port } } });
    expect(readdirSync('/tmp')).not.toContain(`mongodb-${String(port)}.sock`);
  });
});

describe('the embedded Temporal', () => {
  it('comes back on its port and with its file', async () => {
    const dir = newFolder();
    const first = await temporalIn(dir);
    await first.kill9();
    const second = await temporalIn(dir, first.port);
    expect(second.address).toBe(first.address);
    expect(readdirSync(dir)).toContain('temporal.db');
    await second.stop();
    expect((await second.exited).code).toBe(0);
  });
});
