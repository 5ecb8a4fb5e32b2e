/** SQL: columns, indexes and checks of the table named by a parameter, without their names: equal for a table and its copy. */
export const shapeOf = (table: string): string => `
  jsonb_build_array(
    (select jsonb_agg(jsonb_build_array(attname, format_type(atttypid, atttypmod), attnotnull, attgenerated, pg_get_expr(adbin, adrelid))
                      order by attname)
     from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
     where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped),
    (select jsonb_agg(definition order by definition) from (${indexesOf(table)}) indexes),
    (select jsonb_agg(pg_get_constraintdef(oid) order by pg_get_constraintdef(oid))
     from pg_constraint where conrelid = to_regclass(${table}) and contype = 'c'))`;

const indexesOf = (table: string): string => `
  select relname as name, jsonb_build_array(indisprimary, indisunique, substring(pg_get_indexdef(indexrelid) from ' USING .*')) as definition
  from pg_index join pg_class on pg_class.oid = indexrelid where indrelid = to_regclass(${table})`;

/** SQL: the names of the indexes of two tables, those of one definition side by side. */
export const pairedIndexes = (one: string, other: string): string => {
  const numbered = (table: string): string =>
    `select *, row_number() over (partition by definition order by name) as number from (${indexesOf(table)}) indexes`;
  return `select a.name as name, b.name as other from (${numbered(one)}) a join (${numbered(other)}) b using (definition, number)`;
};

/** SQL: what hangs on the table named by a parameter and would be lost with it, in words. */
export const attachmentsOf = (table: string): string => `
  select 'trigger ' || tgname as attachment from pg_trigger where tgrelid = to_regclass(${table}) and not tgisinternal
  union all
  select 'foreign key ' || conname from pg_constraint where contype = 'f' and to_regclass(${table}) in (conrelid, confrelid)
  union all
  select 'policy ' || polname from pg_policy where polrelid = to_regclass(${table})
  union all
  select 'sequence ' || pg_class.relname from pg_depend join pg_class on pg_class.oid = objid and relkind = 'S'
  where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass and refobjid = to_regclass(${table})
  union all
  select distinct 'view ' || ev_class::regclass from pg_depend join pg_rewrite on pg_rewrite.oid = objid
  where classid = 'pg_rewrite'::regclass and refclassid = 'pg_class'::regclass and refobjid = to_regclass(${table})`;

/** SQL: statements that give the table named by the second parameter the privileges and storage options of that named by the first. */
export const copiedProperties = (from: string, to: string): string => `
  select format('grant %s on table %s to %s%s', privilege_type, ${to}, case grantee when 0 then 'public' else grantee::regrole::text end,
                case when is_grantable then ' with grant option' else '' end) as statement
  from pg_class cross join lateral aclexplode(relacl)
  where pg_class.oid = to_regclass(${from})
  union all
  select format('alter table %s set (%s)', ${to}, array_to_string(reloptions, ', '))
  from pg_class where oid = to_regclass(${from}) and reloptions is not null`;
