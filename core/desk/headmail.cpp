// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/headmail.h"

#include "core/desk/deed.h"
#include "core/desk/gatesettings.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

static const QString kHistoryMail = QStringLiteral("history_mail");

Result<QString> historyMail(Database &database)
{
    const auto all = loadAll(database, kSetting);
    if (!all)
        return all.error();
    const auto found = std::ranges::find(*all, kHistoryMail, &Setting::key);
    return found == all->end() ? QString() : found->value;
}

Result<DeedId> setHistoryMail(Session &session, const QString &address)
{
    if (!address.isEmpty() && envelopeAddress(address).isEmpty())
        return Error{Error::Code::Invalid, QStringLiteral("address"), {}};
    return doDeed(session, "channels", {}, [&](Transaction &tx) -> Result<void> {
        const auto book = rulebook(tx.database());
        if (!book)
            return book.error();
        if (!(*book)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("role"), {}};
        return writeSetting(tx, kHistoryMail, address);
    });
}

static QJsonObject mailWords()
{
    QFile file(QStringLiteral(":/updesk/desk/historymail.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

static MailDraft draftOf(const Rulebook &rules, const std::vector<HistoryHead> &heads, Time now)
{
    const QJsonObject words = mailWords();
    const auto word = [&words](const char *name) { return words[QLatin1String(name)].toString(); };
    const QString dealer = rules.dealership.name;
    const QString day = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).date().toString(Qt::ISODate);
    QStringList lines{word("text").arg(dealer, day), QString()};
    for (const HistoryHead &head : heads)
        lines << word(head.isWhole ? "sound" : "fault").arg(head.store).arg(head.ops).arg(head.head);
    MailDraft draft;
    draft.id = QString::fromLatin1(newId(now).hex());
    draft.subject = word("subject").arg(dealer, day);
    draft.text = lines.join(u'\n');
    draft.footer = word("footer");
    draft.automatic = true;
    draft.at = now;
    return draft;
}

Result<Gateways::Handing> headsToMail(Session &session, Gateways &gateways, SendLane &lane)
{
    Database &database = session.database();
    const auto to = historyMail(database);
    const auto ways =
        to && !to->isEmpty() ? gateways.ready(database) : Result<std::vector<Channel>>(std::vector<Channel>());
    if (!to || !ways)
        return !to ? to.error() : ways.error();
    if (std::ranges::find(*ways, Channel::Email) == ways->end())
        return Gateways::Handing();
    const auto rules = session.rules();
    const auto heads = rules ? lane.headsToMail() : Result<std::vector<HistoryHead>>(rules.error());
    if (!heads || heads->empty())
        return heads ? Result<Gateways::Handing>(Gateways::Handing()) : heads.error();
    MailDraft draft = draftOf(**rules, *heads, session.now());
    draft.to.address = *to;
    return gateways.handingOwn(std::move(draft));
}

Result<void> headsMailed(SendLane &lane, const HandOver &over)
{
    return over.outcome == HandOver::Outcome::Refused ? lane.headsNotMailed() : Result<void>();
}

} // namespace updesk
