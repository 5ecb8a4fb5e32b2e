import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { projectionsQuery } from '../../../api/ops-projections.js';
import { Message } from '../../../components/message.js';
import { PageHeader } from '../../../components/page-header.js';
import { Loaded } from '../shared/loaded.js';
import { ProjectionPanel } from './projection-panel.js';

const NoProjections = () => (
  <Message icon="search" title="No projections">
    No service that answers has a view that could be built again.
  </Message>
);

export const ProjectionsPage = () => {
  const projections = useQuery(projectionsQuery);
  return (
    <>
      <PageHeader title="Projections" below="Every view follows from the events of its service alone, and can be built again." />
      <Loaded query={projections} what="projections">
        {({ data }) =>
          data.length === 0 ? (
            <NoProjections />
          ) : (
            <Stack>
              {data.map((projection) => (
                <ProjectionPanel key={`${projection.service} ${projection.name}`} projection={projection} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </>
  );
};
