/** start-dev ships the limits of a shared cloud; on a machine of one's own they only throttle. One partition saves a lone worker its polls. */
export const temporalLimits = {
  'frontend.rps': 100_000,
  'frontend.namespaceRPS': 100_000,
  'frontend.namespaceRPS.visibility': 10_000,
  'frontend.namespaceCount': 100_000,
  'frontend.persistenceMaxQPS': 100_000,
  'matching.rps': 100_000,
  'matching.persistenceMaxQPS': 100_000,
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'history.rps': 100_000,
  'history.persistenceMaxQPS': 100_000,
};
