/** Data of one version as it was stored when that version was the newest, and what it reads as now; as itself where nothing is said. */
export interface Version {
  readonly stored: object;
  readonly reads?: object;
}

/** By type, the versions from the first on. What has been published once is never changed here. */
export type StoredEvents = Readonly<Record<string, readonly Version[]>>;
