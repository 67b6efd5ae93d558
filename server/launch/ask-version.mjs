import { Refusal } from './refusal.mjs';
import { runTool } from './run-tool.mjs';

const APT_PACKAGES = { 'libcurl.so.4': 'libcurl4', 'libssl.so.3': 'libssl3', 'libcrypto.so.3': 'libssl3' };

/** The version a program says it has; undefined where it says none that we can read. A missing system library is a refusal with its remedy. */
export async function askVersion({ program, title, versionArgs, versionPattern, otherwise }, path) {
  const { output } = await runTool(path, versionArgs);
  const version = versionPattern.exec(output)?.[1];
  if (version) return version;
  const library = /error while loading shared libraries: ([^\s:]+)/.exec(output)?.[1];
  if (library) {
    // Asked for by pairs, because a machine that lacks one of the two usually lacks both and would be sent twice.
    const wanted = library in APT_PACKAGES ? 'libcurl4 libssl3' : undefined;
    const remedy = wanted ? `install it with \`apt-get install -y ${wanted}\`` : 'install the system package that holds it';
    throw new Refusal(`${title} cannot run here because the system library ${library} is missing: ${remedy} and start again.`);
  }
  if (/GLIBC_|GLIBCXX_/.test(output)) {
    throw new Refusal(`${title} (${program} at ${path}) needs a newer C library than this system has: ${otherwise}.`);
  }
  return undefined;
}
