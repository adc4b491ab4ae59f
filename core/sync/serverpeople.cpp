// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverpeople.h"

#include "core/people/staff.h"
#include "core/store/log.h"

#include <QRegularExpression>

namespace updesk
{

static constexpr const char *kRoles[] = {"sales", "bdc", "advisor", "manager", "principal", "admin", "auto"};

static constexpr char kRoleState[] =
    "SELECT pg_has_role(oid, 'updesk_user', 'MEMBER') AND NOT rolsuper AND NOT rolcreaterole, rolcanlogin"
    " FROM pg_roles WHERE rolname=$1";
static constexpr char kMakeLogin[] =
    "SELECT format('CREATE ROLE %I LOGIN INHERIT CONNECTION LIMIT 20 IN ROLE updesk_user',"
    " $1::text)";
static constexpr char kOpenLogin[] = "SELECT format('ALTER ROLE %I LOGIN', $1::text)";
static constexpr char kSetPassword[] = "SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text)";
static constexpr char kHost[] = "SELECT format('GRANT updesk_auto TO %I', $1::text)";
static constexpr char kHostNoMore[] = "SELECT format('REVOKE updesk_auto FROM %I', $1::text)";
static constexpr char kMayHost[] = "SELECT pg_has_role($1::name, 'updesk_auto', 'MEMBER')";
static constexpr char kMakeStore[] = "INSERT INTO updesk.feed(store_id) VALUES($1) ON CONFLICT DO NOTHING";
static constexpr char kPersonOf[] =
    "SELECT user_id FROM (SELECT user_id, 1 FROM updesk.member WHERE login=$1 UNION ALL"
    " SELECT id, 2 FROM updesk.person WHERE lower(login)=$1 AND deleted=0 ORDER BY 2 LIMIT 1) q";
static constexpr char kHasPerson[] = "SELECT count(*) FROM updesk.person WHERE id=$1";
// And the highest role of all stores; null: a member of none, or a machine.
static constexpr char kStands[] =
    "SELECT p.role, p.active, (SELECT max(array_position('{sales,bdc,advisor,manager,principal,admin}'::text[], "
    "m.role)-1)"
    " FROM updesk.member m WHERE m.user_id=p.id) FROM updesk.person p WHERE p.id=$1 AND p.deleted=0";
static constexpr char kPeopleOfLogin[] = "SELECT user_id FROM updesk.member WHERE login=$1 UNION"
                                         " SELECT id FROM updesk.person WHERE lower(login)=$1 AND deleted=0";
static constexpr char kIsMember[] = "SELECT count(*) FROM updesk.member WHERE user_id=$1";
static constexpr char kMakeMember[] = "INSERT INTO updesk.member VALUES($1,$2,$3,$4) ON CONFLICT (login, store_id)"
                                      " DO UPDATE SET user_id=excluded.user_id, role=excluded.role";
static constexpr char kPutPerson[] =
    "SELECT "
    "jsonb_path_exists(updesk.push_deeds(ROW(0,NULL,NULL,NULL,session_user,$1::uuid,'admin',NULL)::updesk.author,"
    " $2::jsonb, NULL), '$[*].ops')";
static constexpr char kLeave[] = "DELETE FROM updesk.member WHERE login=$1";
static constexpr char kCloseLogin[] = "SELECT format('ALTER ROLE %I NOLOGIN', $1::text)";
static constexpr char kEndSessions[] =
    "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename=$1";

static Error invalid(const char *what) { return {Error::Code::Invalid, QString::fromLatin1(what), {}}; }

/// A statement that PostgreSQL itself put together, with the names quoted.
static Result<void> runMade(Pg &pg, const QByteArray &form, const std::vector<PgValue> &values)
{
    const auto statement = pg.run(form, values);
    if (!statement)
        return statement.error();
    return pg.execute(statement->bytes(0, 0));
}

static Result<void> checked(const NewMember &member)
{
    static const QRegularExpression login(QStringLiteral("^(?!pg_|updesk_)[a-z][a-z0-9_.-]{0,62}$"));
    if (!login.match(member.login).hasMatch())
        return invalid("login");
    if (member.store <= 0)
        return invalid("store");
    if (std::ranges::find(kRoles, member.role.toStdString()) == std::end(kRoles))
        return invalid("role");
    return member.role == QLatin1String("auto") && member.hosting == Hosting::No ? invalid("host") : Result<void>();
}

/// True when the login had to be made; `wasClosed`: somebody comes back.
static Result<bool> readyLogin(Pg &pg, const NewMember &member, bool &wasClosed)
{
    const auto state = pg.query(kRoleState, member.login);
    if (!state)
        return state.error();
    const bool isNew = state->count() == 0;
    wasClosed = !isNew && !state->flag(0, 1);
    if (!isNew && !state->flag(0, 0))
        return Error{Error::Code::Duplicate, QStringLiteral("login"), {}};
    if (isNew && member.password.isEmpty())
        return invalid("password");
    if (auto done = runMade(pg, isNew ? kMakeLogin : kOpenLogin, {member.login}); !done)
        return done.error();
    if (!member.password.isEmpty()) {
        const auto sealed = pg.sealedPassword(member.login, member.password);
        if (!sealed)
            return sealed.error();
        if (auto done = runMade(pg, kSetPassword, {member.login, *sealed}); !done)
            return done.error();
    }
    return isNew;
}

// A new password or another store says nothing about it: only who is told so loses the mark.
static Result<bool> readyHosting(Pg &pg, const NewMember &member)
{
    const bool hosts = member.hosting == Hosting::Yes || member.role == QLatin1String("auto");
    if (hosts || member.hosting == Hosting::No) {
        if (auto done = runMade(pg, hosts ? kHost : kHostNoMore, {member.login}); !done)
            return done.error();
    }
    const auto may = pg.query(kMayHost, member.login);
    if (!may)
        return may.error();
    return may->flag(0, 0);
}

static Result<PersonId> personOf(Pg &pg, const NewMember &member, Time now)
{
    if (!member.person.isNull())
        return member.person;
    const auto known = pg.query(kPersonOf, member.login);
    if (!known)
        return known.error();
    return PersonId{known->count() > 0 ? known->id(0, 0) : newId(now)};
}

/// As a deed of the group's feed: logged like everything else.
static Result<void> pushPerson(Pg &pg, PersonId id, const Op &op, const char *verb, Time now)
{
    QByteArray ops;
    appendOp(ops, op);
    const QByteArray deed = "[{\"d\":\"" + newDeedId(now).hex() + "\",\"h\":" + QByteArray::number(now << 16)
        + ",\"v\":\"" + verb + "\",\"p\":null,\"ops\":" + ops + "]}]";
    const auto pushed = pg.query(kPutPerson, id, deed);
    if (!pushed)
        return pushed.error();
    return pushed->flag(0, 0) ? Error{Error::Code::Failed, QStringLiteral("person"), {}} : Result<void>();
}

/// A row for the person. True when there was none.
static Result<bool> readyPerson(Pg &pg, const NewMember &member, PersonId id, Time now)
{
    const auto known = pg.query(kHasPerson, id);
    if (!known)
        return known.error();
    if (known->number(0, 0) > 0 || member.name.isEmpty())
        return false;
    const auto role = std::ranges::find(kRoles, member.role.toStdString()) - std::begin(kRoles);
    const Person person{id, member.name, member.login, Role(std::min<qint64>(role, qint64(Role::Admin))), true};
    if (auto told = pushPerson(pg, id, put(kPerson, person), "add-user", now); !told)
        return told.error();
    return true;
}

/// What the windows go by is a copy of what counts: the role, and that somebody who has left gets no leads.
static Result<void> copyStanding(Pg &pg, PersonId id, std::optional<bool> active, const char *verb, Time now)
{
    const auto stands = pg.query(kStands, id);
    if (!stands || stands->count() == 0)
        return stands ? Result<void>() : stands.error();
    Person before;
    before.id = id;
    before.role = Role(stands->number(0, 0));
    before.active = stands->number(0, 1) != 0;
    Person after = before;
    if (!stands->isNull(0, 2))
        after.role = Role(stands->number(0, 2));
    after.active = active.value_or(before.active);
    return after == before ? Result<void>() : pushPerson(pg, id, set(kPerson, before, after), verb, now);
}

static Result<AddedMember> addIn(Pg &pg, const NewMember &member, Time now)
{
    AddedMember added;
    bool cameBack = false;
    const auto login = readyLogin(pg, member, cameBack);
    if (!login)
        return login.error();
    added.madeLogin = *login;
    const auto hosts = readyHosting(pg, member);
    if (!hosts)
        return hosts.error();
    added.mayHost = *hosts;
    const auto store = pg.query(kMakeStore, member.store);
    if (!store)
        return store.error();
    added.madeStore = store->changed() > 0;
    const auto person = personOf(pg, member, now);
    if (!person)
        return person.error();
    added.person = *person;
    const auto row = readyPerson(pg, member, *person, now);
    if (!row)
        return row.error();
    added.madePerson = *row;
    if (auto made = pg.query(kMakeMember, member.login, member.store, *person, member.role); !made)
        return made.error();
    const auto active = cameBack ? std::optional(true) : std::nullopt;
    if (auto copied = copyStanding(pg, *person, active, "add-user", now); !copied)
        return copied.error();
    return added;
}

Result<AddedMember> addMember(Pg &admin, const NewMember &member, Time now)
{
    if (auto sound = checked(member); !sound)
        return sound.error();
    if (auto begun = admin.execute("BEGIN"); !begun)
        return begun.error();
    auto added = addIn(admin, member, now);
    if (auto done = admin.execute(added ? "COMMIT" : "ROLLBACK"); added && !done)
        return done.error();
    return added;
}

static Result<void> revokeIn(Pg &pg, const QString &login, Time now)
{
    const auto people = pg.query(kPeopleOfLogin, login);
    if (!people)
        return people.error();
    if (auto left = pg.query(kLeave, login); !left)
        return left.error();
    if (auto closed = runMade(pg, kCloseLogin, {login}); !closed)
        return closed;
    for (int i = 0; i < people->count(); ++i) {
        const PersonId person{people->id(i, 0)};
        const auto elsewhere = pg.query(kIsMember, person);
        if (!elsewhere)
            return elsewhere.error();
        const bool stays = elsewhere->number(0, 0) > 0; // under another login, with the roles of that
        const auto active = stays ? std::nullopt : std::optional(false);
        if (auto copied = copyStanding(pg, person, active, "revoke", now); !copied)
            return copied;
    }
    return {};
}

Result<void> revokeMember(Pg &admin, const QString &login, Time now)
{
    const auto state = admin.query(kRoleState, login);
    if (!state)
        return state.error();
    if (state->count() == 0 || !state->flag(0, 0))
        return Error{Error::Code::NotFound, QStringLiteral("login"), {}};
    if (auto begun = admin.execute("BEGIN"); !begun)
        return begun.error();
    const auto revoked = revokeIn(admin, login, now);
    if (auto done = admin.execute(revoked ? "COMMIT" : "ROLLBACK"); revoked && !done)
        return done.error();
    if (!revoked)
        return revoked;
    const auto ended = admin.query(kEndSessions, login); // closed before, so that nobody comes back meanwhile
    return ended ? Result<void>() : ended.error();
}

} // namespace updesk
