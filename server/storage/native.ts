import type { Collection, mongo } from 'mongoose';

/** The driver's own collection behind a model, for bulk work that needs no casting: what goes in is typed, and whole. */
export const native = <D extends { _id: string }>(model: { readonly collection: Collection }): mongo.Collection<D> =>
  model.collection as unknown as mongo.Collection<D>;
