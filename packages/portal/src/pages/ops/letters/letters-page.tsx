import { PageHeader } from '../../../components/page-header.js';
import { LetterFilters } from './letter-filters.js';
import { LetterList } from './letter-list.js';
import { ManyActions } from './many-actions.js';

export const LettersPage = () => (
  <>
    <PageHeader
      title="Dead letters"
      below="What a service could not handle stays here until somebody acts."
      actions={<ManyActions />}
    />
    <LetterFilters />
    <LetterList />
  </>
);
