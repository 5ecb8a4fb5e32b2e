import { connectTo } from './with-database.js';

/** Payments of this amount cannot be stored at the first tries, for a reason that nobody foresaw: as many as a delivery has. */
export const failFirstPaymentsOf = async (databaseUrl: string, amount: string, tries: number) => {
  const client = await connectTo(databaseUrl, 'payment');
  await client.query(`
    create sequence tries;
    create function burn() returns trigger language plpgsql as $$
    begin
      if nextval('tries') <= ${tries} then raise exception 'the till is on fire'; end if;
      return new;
    end $$;
    create trigger fire before insert on eventing.event_log for each row
      when (new.type = 'payment.requested' and new.data ->> 'amount' = '${amount}') execute function burn()`);
  return {
    /** The next payment fails again. */
    rekindle: () => client.query('alter sequence tries restart'),
    end: () => client.end(),
  };
};
