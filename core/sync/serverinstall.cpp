// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverinstall.h"

#include "core/sync/servererase.h"

#include <QFile>
#include <QRegularExpression>
#include <QUrl>

namespace updesk
{

static constexpr char kHasSchema[] = "SELECT to_regclass('updesk.meta') IS NOT NULL";
static constexpr char kHasDatabase[] = "SELECT count(*) FROM pg_database WHERE datname=$1";
static constexpr char kCreateDatabase[] =
    "SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C''', $1::text)";
static constexpr char kLockMeta[] = "SELECT step, schema_ver FROM updesk.meta FOR UPDATE";

// A transaction of a step ends as it begins: as the administrator, on nobody's search path.
static constexpr char kBetweenSteps[] =
    ";RESET ROLE; SET LOCAL search_path=pg_catalog; SET LOCAL check_function_bodies=off;";
static constexpr char kAsOwner[] = "SET LOCAL ROLE updesk_owner; SET LOCAL search_path=updesk,pg_temp;";

// Every function is closed to everybody and then opened by name: a new one forgotten here can be called by nobody.
static constexpr char kGrants[] = R"(
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA updesk FROM PUBLIC, updesk_user, updesk_auto;
GRANT EXECUTE ON FUNCTION my_stores, my_managed, my_person, sync_hello, sync_push, sync_pull, sync_conflicts, sync_knows, msg_decide,
  msg_adopt, lease_idle, factor_state, factor_enrol, factor_try, factor_answer, factor_reset, sync_fenced,
  dnc_begin, dnc_finish, dnc_wrong, sync_here TO updesk_user;
GRANT EXECUTE ON FUNCTION lease_take, lease_give, msg_begin, msg_end, msg_back, msg_sweep, msg_settle, unblock_feed, night_work,
  heads_to_mail TO updesk_auto;
)";

QString databaseOf(const QString &url)
{
    static const QRegularExpression ofUrl(QStringLiteral("^postgres(?:ql)?://[^/]*/([^?/]+)"));
    static const QRegularExpression ofWords(QStringLiteral("(?:^|\\s)dbname\\s*=\\s*'?([^\\s']+)"));
    for (const QRegularExpression &form : {ofUrl, ofWords}) {
        if (const auto match = form.match(url); match.hasMatch())
            return QUrl::fromPercentEncoding(match.captured(1).toUtf8());
    }
    return {};
}

static Result<bool> makeDatabase(const ServerOrder &order)
{
    const QString name =
        order.administrator.database.isEmpty() ? databaseOf(order.administrator.url) : order.administrator.database;
    if (name.isEmpty())
        return Error{Error::Code::Invalid, QStringLiteral("url"), QStringLiteral("names_no_database")};
    Pg::Options first = order.administrator;
    first.database = QStringLiteral("postgres");
    auto pg = Pg::open(first);
    if (!pg)
        return pg.error();
    const auto there = (*pg)->query(kHasDatabase, name);
    if (!there)
        return there.error();
    if (there->number(0, 0) > 0)
        return false;
    const auto statement = (*pg)->query(kCreateDatabase, name);
    if (!statement)
        return statement.error();
    if (auto made = (*pg)->execute(statement->bytes(0, 0)); !made)
        return made.error();
    return true;
}

static Result<QByteArray> textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Failed, path, file.errorString()};
    return file.readAll();
}

static Result<void> takeSteps(Pg &pg, const QStringList &steps, int from)
{
    for (qsizetype i = from; i < steps.size(); ++i) {
        const auto text = textOf(steps[i]);
        if (!text)
            return text.error();
        if (auto done = pg.execute(kBetweenSteps + *text + kBetweenSteps); !done)
            return Error{done.error().code, done.error().subject, steps[i] + u' ' + done.error().detail};
    }
    return {};
}

static Result<ServerState> climbIn(Pg &pg, const ServerOrder &order, bool isNew)
{
    ServerState state;
    state.schema = syncSchema(order.deskSteps);
    const QStringList steps = serverSteps();
    state.steps = int(steps.size());
    if (!isNew) {
        const auto meta = pg.query(kLockMeta);
        if (!meta)
            return meta.error();
        state.stepsBefore = int(meta->number(0, 0));
        if (state.stepsBefore > state.steps || meta->number(0, 1) > state.schema)
            return Error{Error::Code::TooNew, QStringLiteral("server"), QString::number(meta->number(0, 1))};
    }
    if (auto taken = takeSteps(pg, steps, state.stepsBefore); !taken)
        return taken.error();
    const QByteArray marks = "UPDATE meta SET step=" + QByteArray::number(state.steps)
        + ", schema_ver=" + QByteArray::number(state.schema) + ", min_client=" + QByteArray::number(oldestSyncSchema());
    if (auto done = pg.execute(kAsOwner + serverTablesSql(order.tables) + serverErasingSql(order.tables) + kGrants
            + marks + kBetweenSteps);
        !done)
        return done.error();
    return state;
}

static Result<ServerState> climb(const ServerOrder &order, bool mayMake)
{
    Pg::Options options = order.administrator;
    options.statementLimit = 0;
    options.patience = 10 * kMinute;
    auto pg = Pg::open(options);
    if (!pg)
        return pg.error();
    const auto there = (*pg)->query(kHasSchema);
    if (!there)
        return there.error();
    const bool isNew = !there->flag(0, 0);
    if (isNew && !mayMake)
        return Error{Error::Code::NotFound, QStringLiteral("schema"), {}};
    if (auto begun = (*pg)->execute("BEGIN; SET LOCAL lock_timeout='30s'"); !begun)
        return begun.error();
    auto state = climbIn(**pg, order, isNew);
    if (!state)
        return state;
    if (auto done = (*pg)->execute("COMMIT"); !done)
        return done.error();
    return state;
}

Result<ServerState> installServer(const ServerOrder &order)
{
    const auto made = makeDatabase(order);
    if (!made)
        return made.error();
    auto state = climb(order, true);
    if (state)
        state->madeDatabase = *made;
    return state;
}

Result<ServerState> upgradeServer(const ServerOrder &order) { return climb(order, false); }

} // namespace updesk
