// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/waymark.h"

#include "core/desk/deed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static QByteArray nameOf(const QString &way) { return "way " + way.toUtf8(); }

QString wayOf(const MailInSettings &mailbox)
{
    const ServerAccess &server = mailbox.server;
    return QStringLiteral("imap %1@%2:%3/%4").arg(server.login, server.host).arg(server.port).arg(mailbox.folder);
}

QString wayOf(const TextSettings &texts) { return QStringLiteral("texts %1 %2").arg(texts.account, texts.url); }

// By its name, for a file that became part of a shared store has the ids of before; as many rows as there are ways.
static Result<std::optional<WayMark>> rowOf(Database &database, const QString &way)
{
    const auto rows = loadAll(database, kWayMark);
    if (!rows)
        return rows.error();
    std::optional<WayMark> newest;
    for (const WayMark &row : *rows) {
        if (row.way == way && (!newest || row.at > newest->at))
            newest = row;
    }
    return newest;
}

static Result<std::optional<QJsonObject>> kept(Database &database, const QString &way)
{
    const auto row = rowOf(database, way);
    if (!row)
        return row.error();
    return *row ? std::optional(QJsonDocument::fromJson((*row)->mark.toUtf8()).object()) : std::nullopt;
}

static Result<void> keep(Session &session, const QString &way, const QJsonObject &mark)
{
    const QString text = QString::fromUtf8(QJsonDocument(mark).toJson(QJsonDocument::Compact));
    const auto deed = commitDeed(session, "import", [&](Transaction &tx) -> Result<void> {
        const auto before = rowOf(tx.database(), way);
        if (!before)
            return before.error();
        if (!*before)
            return apply(tx, put(kWayMark, WayMark{{tx.drawnId(nameOf(way), 0)}, way, text, tx.now()}));
        WayMark after = **before;
        after.mark = text;
        after.at = tx.now();
        return after.mark == (*before)->mark ? Result<void>() : apply(tx, set(kWayMark, **before, after));
    });
    return deed ? Result<void>() : deed.error();
}

static quint32 numberIn(const QJsonObject &of, const char *key) { return quint32(of[QLatin1String(key)].toInteger()); }

Result<std::optional<MailMark>> mailMark(Database &database, const QString &way)
{
    const auto json = kept(database, way);
    if (!json)
        return json.error();
    if (!*json)
        return std::optional<MailMark>();
    const QJsonObject &of = **json;
    return std::optional<MailMark>(MailMark{{numberIn(of, "validity"), numberIn(of, "uid")},
        of[QLatin1String("since")].toInteger(), numberIn(of, "again")});
}

Result<std::optional<TextMark>> textMark(Database &database, const QString &way)
{
    const auto json = kept(database, way);
    if (!json)
        return json.error();
    if (!*json)
        return std::optional<TextMark>();
    TextMark mark;
    mark.upTo = (**json)[QLatin1String("up_to")].toInteger();
    mark.seen = (**json)[QLatin1String("seen")].toVariant().toStringList();
    return std::optional<TextMark>(std::move(mark));
}

Result<void> keepMark(Session &session, const QString &way, const MailMark &mark)
{
    return keep(session, way,
        {{QStringLiteral("validity"), qint64(mark.upTo.validity)}, {QStringLiteral("uid"), qint64(mark.upTo.uid)},
            {QStringLiteral("since"), mark.since}, {QStringLiteral("again"), qint64(mark.again)}});
}

Result<void> keepMark(Session &session, const QString &way, const TextMark &mark)
{
    return keep(session, way,
        {{QStringLiteral("up_to"), mark.upTo}, {QStringLiteral("seen"), QJsonArray::fromStringList(mark.seen)}});
}

Result<void> readFromTheFirst(Session &session, const MailInSettings &mailbox)
{
    const auto rules = session.rules();
    if (!rules)
        return rules.error();
    if (!(*rules)->mayChangeRules(session.person()))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    return keepMark(session, wayOf(mailbox), MailMark());
}

} // namespace updesk
