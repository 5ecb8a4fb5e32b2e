import type { MigrationInterface } from 'typeorm';
import { EventLog1764000000000 } from './1764000000000-event-log.js';
import { InboxAndTimers1764000000001 } from './1764000000001-inbox-and-timers.js';
import { TriesAndRetention1764000000002 } from './1764000000002-tries-and-retention.js';
import { Operations1764000000003 } from './1764000000003-operations.js';
import { RecordedEvents1764000000004 } from './1764000000004-recorded-events.js';
import { Rebuilds1764000000005 } from './1764000000005-rebuilds.js';
import { Answers1764000000006 } from './1764000000006-answers.js';
import { Activity1764000000007 } from './1764000000007-activity.js';
import { Journeys1764000000008 } from './1764000000008-journeys.js';

export type Migration = new () => MigrationInterface;

export const eventingMigrations: readonly Migration[] = [
  EventLog1764000000000,
  InboxAndTimers1764000000001,
  TriesAndRetention1764000000002,
  Operations1764000000003,
  RecordedEvents1764000000004,
  Rebuilds1764000000005,
  Answers1764000000006,
  Activity1764000000007,
  Journeys1764000000008,
];
