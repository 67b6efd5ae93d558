import { embeddedMongod, embeddedTemporal, provideServers } from './embedded.mjs';
import { adminKeyIn } from './home.mjs';
import { apiService, workerService } from './product-services.mjs';
import { createSupervisor } from './supervisor.mjs';

/** Starts the children of one instance in order and keeps them running: mongod, temporal, api, worker, as far as settings and role ask for them. */
export async function launch({ settings, home, stages, log, signal }) {
  const startedAt = new Date().toISOString();
  const ports = { ...home.lastRun().ports, api: settings.port };
  const supervisor = createSupervisor({
    logFile: home.logFile,
    log,
    onChange: () => home.recordRun({ startedAt, ports, children: supervisor.running() }),
  });
  const stopped = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
  stopped.catch(() => {});
  const stage = async (title, work) => {
    signal.throwIfAborted();
    return stages.run(title, (say) => Promise.race([work(say), stopped]));
  };
  const stop = async () => {
    await supervisor.stop();
    home.recordRun({ ports, children: {} });
  };
  try {
    const binaries = await stage('Servers', async (say) => ({ ...(await provideServers(settings, say)), words: 'found' }));
    const reach = {};
    if (binaries.mongod) {
      await stage('MongoDB', async () => {
        const { port, uri, service } = await embeddedMongod(binaries.mongod, home);
        ports.mongod = port;
        reach.MONGODB_URI = uri;
        await supervisor.start(service);
        return `127.0.0.1:${port}`;
      });
    }
    if (binaries.temporal) {
      await stage('Temporal', async () => {
        const { port, address, service, isNew } = await embeddedTemporal(binaries.temporal, home);
        ports.temporal = port;
        reach.TEMPORAL_ADDRESS = address;
        await supervisor.start(service);
        return isNew ? `${address}, with a new file` : address;
      });
    }
    const env = childEnvironment(settings, home, reach);
    const parts = [];
    if (settings.role !== 'worker') parts.push(apiService(settings, env, log));
    if (settings.role !== 'api') parts.push(workerService(env, log));
    // The api is ready only once a worker is, so both start before either is waited for.
    await stage('Loopwright', () =>
      Promise.all(parts.map((part) => supervisor.start(part))).then(() => parts.map(({ name }) => name).join(' and ')),
    );
    return { supervisor, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const childEnvironment = (settings, home, reach) => ({
  ...settings.environment,
  TEMPORAL_NAMESPACE: settings.temporalNamespace,
  HOST: settings.host,
  PORT: String(settings.port),
  PUBLIC_URL: settings.publicUrl,
  LOOPWRIGHT_HOME: home.path,
  ...(settings.role === 'worker' ? {} : { LOOPWRIGHT_ADMIN_KEY: settings.adminKey ?? adminKeyIn(home.path) }),
  LOOPWRIGHT_DEMO: settings.demo,
  LOOPWRIGHT_ROLE: settings.role,
  ...reach,
});
