-- Who buys from us. A manager takes the calls of a VIP: his extension in the office.
create table customers (
  id integer primary key generated always as identity,
  number text not null unique check (number ~ '^[0-9]{6}$'),
  first_name text not null,
  phone text unique,
  language text not null default 'en',
  manager text,
  pin_hash text not null
);
--> statement-breakpoint
create table orders (
  number text primary key check (number ~ '^[0-9]{4}$'),
  customer_id integer not null references customers (id),
  status text not null check (status in ('open', 'shipped', 'cancelled')),
  due_on date not null
);
--> statement-breakpoint
create index orders_of_customer on orders (customer_id);
--> statement-breakpoint
-- What callers complain about: six digits that are easy to say, and a recording by its name.
create table tickets (
  number integer primary key generated always as identity (start with 100001 maxvalue 999999),
  status text not null default 'open' check (status in ('open', 'answered')),
  recording text not null unique,
  opened_at timestamptz not null
);
--> statement-breakpoint
-- Wrong PINs by the customer number that was typed, whether there is such a customer or not: both look the same from outside.
create table sign_ins (
  number text primary key,
  wrong_pins integer not null,
  locked_until timestamptz
);
