// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pg.h"

#include "core/base/halt.h"

#include <libpq-fe.h>

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

namespace updesk
{

Pg::~Pg() { close(); }

// The farewell that PQfinish says is written without waiting; a frozen server cannot hold it up.
void Pg::close()
{
    if (m_conn)
        PQfinish(std::exchange(m_conn, nullptr));
    m_prepared.clear();
}

bool Pg::isEncrypted() const { return m_conn && PQsslInUse(m_conn) != 0; }

int Pg::backend() const { return m_conn ? PQbackendPID(m_conn) : 0; }

QString Pg::host() const { return m_conn ? QString::fromUtf8(PQhost(m_conn)) : QString(); }

Error Pg::lost(const char *why)
{
    const QString detail = m_conn ? QString::fromUtf8(PQerrorMessage(m_conn)).trimmed() : QString();
    close();
    return {Error::Code::Offline, QStringLiteral("server"),
        detail.isEmpty() ? QString::fromLatin1(why) : QString::fromLatin1(why) + QStringLiteral(": ") + detail};
}

Result<void> Pg::wait(bool toWrite, const QDeadlineTimer &deadline)
{
    const int socket = PQsocket(m_conn);
    for (;;) {
        pollfd both[]{{socket, short(toWrite ? POLLOUT | POLLIN : POLLIN), 0}, {Heeding::descriptor(), POLLIN, 0}};
        const qint64 left = deadline.remainingTime();
        const int ready = socket < 0 ? -1 : ::poll(both, 2, left < 0 ? -1 : int(std::min<qint64>(left, INT_MAX)));
        if (ready > 0 && both[1].revents != 0)
            return Heeding::halted();
        if (ready > 0)
            return {};
        if (ready == 0)
            return Error{Error::Code::Offline, QStringLiteral("server"), QStringLiteral("no_answer_in_time")};
        if (errno != EINTR || socket < 0)
            return Error{Error::Code::Offline, QStringLiteral("server"), QStringLiteral("connection_gone")};
    }
}

// A slow line is no frozen one: as long as bytes move the call goes on, each time for as long again.
Result<void> Pg::flush(const QDeadlineTimer &deadline)
{
    QDeadlineTimer patience = deadline;
    for (;;) {
        const int left = PQflush(m_conn);
        if (left == 0)
            return {};
        // The server may stop reading until we have read what it says.
        if (left < 0 || !wait(true, patience) || PQconsumeInput(m_conn) == 0)
            return lost("not_sent");
        patience.setRemainingTime(m_patience);
    }
}

Result<pg_result *> Pg::next(const QDeadlineTimer &deadline)
{
    QDeadlineTimer patience = deadline;
    while (PQisBusy(m_conn)) {
        if (auto ready = wait(false, patience); !ready)
            return lost(ready.error().detail.toLatin1().constData());
        if (PQconsumeInput(m_conn) == 0)
            return lost("not_read");
        patience.setRemainingTime(m_patience);
    }
    return PQgetResult(m_conn);
}

Result<PgRows> Pg::collect(const QDeadlineTimer &deadline)
{
    std::unique_ptr<PgRows> last;
    std::optional<Error> failed;
    for (QDeadlineTimer patience = deadline;; patience.setRemainingTime(m_patience)) {
        const auto result = next(patience);
        if (!result)
            return failed ? *failed : result.error();
        if (!*result)
            break;
        PgRows rows(*result);
        const ExecStatusType status = PQresultStatus(*result);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            close(); // no caller of ours copies here, and the two sides would wait for each other
            return Error{Error::Code::Invalid, QStringLiteral("statement"), QStringLiteral("COPY")};
        }
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY && !failed)
            failed = pgError(*result);
        last = std::make_unique<PgRows>(std::move(rows));
    }
    if (PQstatus(m_conn) == CONNECTION_BAD) {
        const Error gone = lost("closed");
        return failed && failed->code == Error::Code::Offline ? *failed : gone;
    }
    if (failed)
        return *failed;
    if (!last)
        return Error{Error::Code::Failed, QStringLiteral("server"), QStringLiteral("no_result")};
    return std::move(*last);
}

Result<QByteArray> Pg::prepared(const QByteArray &sql)
{
    if (const auto known = m_prepared.constFind(sql); known != m_prepared.constEnd())
        return *known;
    const QByteArray name = "u" + QByteArray::number(m_prepared.size());
    const QDeadlineTimer deadline(m_patience);
    if (PQsendPrepare(m_conn, name.constData(), sql.constData(), 0, nullptr) == 0)
        return lost("not_sent");
    if (auto sent = flush(deadline); !sent)
        return sent.error();
    if (auto done = collect(deadline); !done)
        return done.error();
    m_prepared.insert(sql, name);
    return name;
}

namespace
{

/// Parameters in the form libpq takes them; keeps alive what they point at.
class Bound
{
public:
    explicit Bound(const std::vector<PgValue> &values)
    {
        texts.reserve(values.size());
        for (const PgValue &value : values)
            std::visit([this](const auto &v) { add(v); }, static_cast<const Value &>(value));
    }
    std::vector<QByteArray> texts;
    std::vector<const char *> at;
    std::vector<int> lengths, forms;

private:
    void add(std::monostate) { push(nullptr, 0, 0); }
    void add(qint64 v) { add(QByteArray::number(v)); }
    void add(const QByteArray &v)
    {
        texts.push_back(v);
        push(texts.back().constData(), 0, 0);
    }
    void add(const Id &v) { add(v.hex()); }
    void add(const Bytes &v)
    {
        texts.push_back(v.data);
        push(texts.back().constData(), int(v.data.size()), 1);
    }
    void push(const char *text, int length, int form)
    {
        at.push_back(text);
        lengths.push_back(length);
        forms.push_back(form);
    }
};

} // namespace

Result<PgRows> Pg::run(const QByteArray &sql, const std::vector<PgValue> &values)
{
    if (!m_conn)
        return lost("closed");
    const auto name = prepared(sql);
    if (!name)
        return name.error();
    const Bound bound(values);
    QDeadlineTimer deadline(m_patience);
    if (PQsendQueryPrepared(
            m_conn, name->constData(), int(values.size()), bound.at.data(), bound.lengths.data(), bound.forms.data(), 0)
        == 0)
        return lost("not_sent");
    if (auto sent = flush(deadline); !sent)
        return sent.error();
    deadline.setRemainingTime(m_patience);
    return collect(deadline);
}

Result<void> Pg::execute(const QByteArray &sql)
{
    if (!m_conn)
        return lost("closed");
    QDeadlineTimer deadline(m_patience);
    if (PQsendQuery(m_conn, sql.constData()) == 0)
        return lost("not_sent");
    if (auto sent = flush(deadline); !sent)
        return sent;
    deadline.setRemainingTime(m_patience);
    if (auto done = collect(deadline); !done)
        return done.error();
    return {};
}

// What the server answers instead of copying is read to its end, so that the connection can be used on.
Result<void> Pg::beginCopy(const QByteArray &sql, int way, const QDeadlineTimer &deadline)
{
    if (!m_conn)
        return lost("closed");
    if (PQsendQuery(m_conn, sql.constData()) == 0)
        return lost("not_sent");
    if (auto sent = flush(deadline); !sent)
        return sent;
    const auto begun = next(deadline);
    if (!begun)
        return begun.error();
    const PgRows head(*begun);
    const ExecStatusType status = PQresultStatus(*begun);
    if (int(status) == way)
        return {};
    const Error error = status == PGRES_FATAL_ERROR
        ? pgError(*begun)
        : Error{Error::Code::Invalid, QStringLiteral("statement"), QStringLiteral("no_copy")};
    (void)collect(deadline);
    return error;
}

Result<qint64> Pg::copyOut(const QByteArray &sql, const std::function<Result<void>(QByteArrayView)> &row)
{
    QDeadlineTimer deadline(m_patience);
    if (auto begun = beginCopy(sql, PGRES_COPY_OUT, deadline); !begun)
        return begun.error();
    for (qint64 rows = 0;;) {
        char *line = nullptr;
        const int length = PQgetCopyData(m_conn, &line, 1);
        if (length > 0) {
            auto taken = row(QByteArrayView(line, length - 1));
            PQfreemem(line);
            if (!taken) {
                close();
                return taken.error();
            }
            ++rows;
        } else if (length == 0) {
            deadline.setRemainingTime(m_patience);
            if (!wait(false, deadline) || PQconsumeInput(m_conn) == 0)
                return lost("not_read");
        } else {
            auto ended = collect(deadline);
            return ended ? Result<qint64>(rows) : ended.error();
        }
    }
}

Result<QByteArray> Pg::sealedPassword(const QString &login, const QString &password)
{
    if (!m_conn)
        return lost("closed");
    char *sealed =
        PQencryptPasswordConn(m_conn, password.toUtf8().constData(), login.toUtf8().constData(), "scram-sha-256");
    if (!sealed)
        return Error{Error::Code::Invalid, QStringLiteral("password"), {}};
    QByteArray text(sealed);
    PQfreemem(sealed);
    return text;
}

} // namespace updesk
