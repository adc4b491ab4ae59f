// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/halt.h"
#include "core/sync/address.h"
#include "core/sync/certificate.h"
#include "core/sync/pg.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <libpq-fe.h>
#include <sys/socket.h>

namespace updesk
{

using Terms = AddressTerms;

static void set(Terms &words, const char *key, const QByteArray &value)
{
    for (auto &[name, old] : words) {
        if (name == key) {
            old = value;
            return;
        }
    }
    words.emplace_back(key, value);
}

static Result<Terms> wordsOf(const Pg::Options &options)
{
    auto words = addressTerms(options.url);
    if (!words)
        return words;
    const bool hosted = !termOf(*words, "host").isEmpty();
    const bool here = isThisComputer(*words);
    if (!termOf(*words, "service").isEmpty() || (!hosted && !here)) // whose name would the certificate have to say
        return Error{Error::Code::Invalid, QStringLiteral("url"), QStringLiteral("names_no_host")};
    if (!options.login.isEmpty())
        set(*words, "user", options.login.toUtf8());
    if (!options.password.isEmpty())
        set(*words, "password", options.password.toUtf8());
    if (!options.database.isEmpty())
        set(*words, "dbname", options.database.toUtf8());
    if (!options.caFile.isEmpty()) {
        if (!QFileInfo(options.caFile).isReadable())
            return Error{Error::Code::NotFound, options.caFile, {}};
        set(*words, "sslmode", "verify-full");
        set(*words, "sslrootcert", options.caFile.toUtf8());
    } else if (!here) {
        set(*words, "sslmode", "verify-full"); // an address, which may come in a join file, never asks for less
    }
    set(*words, "application_name", "updesk");
    set(*words, "client_encoding", "UTF8");
    set(*words, "gssencmode", "disable");
    set(*words, "tcp_user_timeout", "20000");
    set(*words, "keepalives_idle", "10");
    set(*words, "keepalives_interval", "5");
    set(*words, "keepalives_count", "3");
    set(*words, "options",
        "-c statement_timeout=" + QByteArray::number(options.statementLimit)
            + " -c idle_in_transaction_session_timeout=10000 -c search_path=pg_catalog -c timezone=UTC");
    return words;
}

Result<Pg::Line> Pg::lineOf(const Options &options)
{
    const auto words = wordsOf(options);
    if (!words)
        return words.error();
    Line line;
    for (const auto &[key, value] : *words) {
        if (key == "password")
            line.password = value;
        if (key == "password" || key == "options" || key == "client_encoding") // theirs to choose
            continue;
        line.words += (line.words.isEmpty() ? "" : " ") + key + "='"
            + QByteArray(value).replace('\\', "\\\\").replace('\'', "\\'") + '\'';
    }
    return line;
}

static bool isUntrusted(const QByteArray &message)
{
    // Broken off while it was made is no matter of trust.
    return !message.contains("SYSCALL") && !message.contains("EOF");
}

/// Words of a connection that came to nothing; libpq keeps the SQLSTATE of the server's answer only in its text.
static Error refusal(const pg_conn *conn, ConnStatusType reached)
{
    const QByteArray message = PQerrorMessage(conn);
    static const QRegularExpression state(QStringLiteral("\\b(?:FATAL|[A-Z]+):  ([0-9A-Z]{5}): "));
    static const QRegularExpression bare(QStringLiteral(":  ([0-9A-Z]{5}): "));
    for (const QRegularExpression &form : {state, bare}) {
        if (const auto match = form.match(QString::fromUtf8(message)); match.hasMatch()) {
            const QByteArray code = match.captured(1).toLatin1();
            const Error error = pgError(code, message.trimmed());
            if (code == "42501")
                return {Error::Code::Denied, QStringLiteral("login"), error.detail};
            // The same code says that an account is closed and that the server takes nobody from here.
            const bool closed = error.subject != QLatin1String("login") || message.contains("InitializeSessionUserId");
            return closed ? error : Error{Error::Code::Denied, QStringLiteral("address"), error.detail};
        }
    }
    const bool certificate =
        message.contains("certificate verify failed") || (reached == CONNECTION_SSL_STARTUP && isUntrusted(message));
    if (certificate)
        return {Error::Code::Denied, QStringLiteral("certificate"), QString::fromUtf8(message).trimmed()};
    if (PQconnectionNeedsPassword(conn))
        return {Error::Code::Denied, QStringLiteral("password"), {}};
    return {Error::Code::Offline, QStringLiteral("server"), QString::fromUtf8(message).trimmed()};
}

/// What exactly is wrong with a certificate; the file of the authority that counts is among the words.
static Error certificateError(const Error &error, const Terms &words)
{
    const QByteArray named = termOf(words, "sslrootcert");
    const QString ca =
        named.isEmpty() ? QDir::homePath() + QStringLiteral("/.postgresql/root.crt") : QString::fromUtf8(named);
    if (!QFileInfo(ca).isReadable())
        return {error.code, QStringLiteral("authority"), error.detail};
    const QByteArray port = termOf(words, "port");
    switch (certificateFault(termOf(words, "host"), port.isEmpty() ? 5432 : port.toInt(), ca, 5 * kSecond)) {
    case CertificateFault::OtherName:
        return {error.code, QStringLiteral("certificate_name"), error.detail};
    case CertificateFault::TooEarly:
        return {error.code, QStringLiteral("certificate_early"), error.detail};
    case CertificateFault::Expired:
        return {error.code, QStringLiteral("certificate_expired"), error.detail};
    case CertificateFault::None:
    case CertificateFault::NotTrusted:
        break;
    }
    return error;
}

static bool isOfTheCertificate(const Error &error)
{
    return error.code == Error::Code::Denied && error.subject == QLatin1String("certificate");
}

Result<void> Pg::connectBy(pg_conn *conn, QDeadlineTimer deadline)
{
    Pg self(conn, 0); // for its wait(); it must not close what the caller owns
    ConnStatusType reached = PQstatus(conn);
    Result<void> done;
    for (auto step = PGRES_POLLING_WRITING; step != PGRES_POLLING_OK;) {
        if (step == PGRES_POLLING_FAILED) {
            done = refusal(conn, reached);
            break;
        }
        reached = PQstatus(conn);
        if (auto ready = self.wait(step == PGRES_POLLING_WRITING, deadline); !ready) {
            self.m_conn = nullptr;
            return ready;
        }
        step = PQconnectPoll(conn);
    }
    self.m_conn = nullptr;
    return done;
}

Result<std::unique_ptr<Pg>> Pg::open(const Options &options)
{
    const auto words = wordsOf(options);
    if (!words)
        return words.error();
    if (Heeding::isHalted())
        return Heeding::halted();
    std::vector<const char *> keys, values;
    for (const auto &[key, value] : *words) {
        keys.push_back(key.constData());
        values.push_back(value.constData());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    // A name is looked up here and may take the system's own time; that is why people connect from the sync thread
    // only.
    pg_conn *conn = PQconnectStartParams(keys.data(), values.data(), 0);
    if (!conn)
        return Error{Error::Code::Failed, QStringLiteral("server"), QStringLiteral("out_of_memory")};
    std::unique_ptr<Pg> pg(new Pg(conn, options.patience));
    if (PQstatus(conn) == CONNECTION_BAD)
        return refusal(conn, CONNECTION_BAD);
    PQsetErrorVerbosity(conn, PQERRORS_VERBOSE);
    PQsetNoticeProcessor(
        conn, [](void *, const char *) {}, nullptr);
    if (auto connected = connectBy(conn, QDeadlineTimer(options.connectWithin)); !connected)
        return isOfTheCertificate(connected.error()) ? certificateError(connected.error(), *words) : connected.error();
    PQsetErrorVerbosity(conn, PQERRORS_DEFAULT);
    if (PQsetnonblocking(conn, 1) != 0)
        return Error{Error::Code::Failed, QStringLiteral("server"), QString::fromUtf8(PQerrorMessage(conn))};
    // What the system takes in stock nobody sees move: little enough to be gone over a slow line within the patience.
    constexpr int kInStock = 128 * 1024;
    ::setsockopt(PQsocket(conn), SOL_SOCKET, SO_SNDBUF, &kInStock, sizeof(kInStock));
    return pg;
}

} // namespace updesk
