import type { ProjectionResponse } from '@ordermill/contracts';
import { Panel } from '../../../components/panel.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { sentence } from '../../../format/words.js';
import { serviceTitle } from '../shared/words.js';
import { ProjectionActions } from './projection-actions.js';
import classes from './projection-panel.module.css';
import { RebuildState } from './rebuild-state.js';
import { rebuildBadge } from './rebuild-words.js';

export const ProjectionPanel = ({ projection }: { readonly projection: ProjectionResponse }) => (
  <Panel
    title={sentence(projection.view)}
    aside={
      <span role="status">
        <StatusBadge badge={rebuildBadge(projection)} />
      </span>
    }
  >
    <div className={classes['columns']}>
      <div className={classes['words']}>
        <p className={classes['origin']}>
          Service {serviceTitle(projection.service)}, from the events of each {projection.category}
        </p>
        <RebuildState projection={projection} />
      </div>
      <ProjectionActions projection={projection} />
    </div>
  </Panel>
);
