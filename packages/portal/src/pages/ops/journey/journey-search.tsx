import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import classes from './journey-search.module.css';

export const JourneySearch = ({ orderId }: { readonly orderId: string }) => {
  const [entered, setEntered] = useState(orderId);
  const navigate = useNavigate();
  const wanted = entered.trim();
  return (
    <form
      role="search"
      className={classes['search']}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') void navigate(`/ops/journeys/${encodeURIComponent(wanted)}`);
      }}
    >
      <Group align="flex-end" gap="sm" wrap="nowrap">
        <TextInput
          className={classes['field'] ?? ''}
          label="Order id"
          placeholder="01a1fcaa-8b52-7417-a60b-52b7150fb667"
          maxLength={64}
          value={entered}
          onChange={({ currentTarget }) => setEntered(currentTarget.value)}
        />
        <Button type="submit">Show</Button>
      </Group>
    </form>
  );
};
