-- The laboratory's system, by another maker: uuids, milligrams, cents, real dates, letters for priorities.
create table clients (
    client_id uuid primary key default gen_random_uuid(),
    number    text not null unique,
    name      text not null,
    mail      text,
    telephone text
);

create table orders (
    uid         uuid primary key default gen_random_uuid(),
    reference   text not null unique,
    client      text not null references clients (number),
    patient     text not null,
    urgency     char(1) not null check (urgency in ('R', 'U')),
    sample_mg   bigint not null check (sample_mg > 0),
    price_cents bigint not null,
    due         date not null,
    state       text not null,
    remark      text,
    results     jsonb not null default '[]',
    rack        integer not null default 1 + floor(random() * 40)
);

create table supplies (
    article_id uuid primary key default gen_random_uuid(),
    article    text not null unique,
    title      text not null,
    stock      bigint not null
);
