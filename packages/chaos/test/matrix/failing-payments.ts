import { connectTo } from './with-database.js';

const failingAmount = 208;
const triesOfOneDelivery = 3;

/** Payments of one amount cannot be stored at the first tries, as many as a delivery has, for a reason that nobody foresaw. */
export const failFirstPayments = async (databaseUrl: string) => {
  const client = await connectTo(databaseUrl, 'payment');
  await client.query(`
    create sequence tries;
    create function burn() returns trigger language plpgsql as $$
    begin
      if nextval('tries') <= ${triesOfOneDelivery} then raise exception 'the till is on fire'; end if;
      return new;
    end $$;
    create trigger fire before insert on eventing.event_log for each row
      when (new.type = 'payment.requested' and new.data ->> 'amount' = '${failingAmount}.00') execute function burn()`);
  return {
    failingAmount,
    /** The next payment fails again. */
    rekindle: () => client.query('alter sequence tries restart'),
    end: () => client.end(),
  };
};
