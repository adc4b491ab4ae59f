// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sentmessages.h"

#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/followplan.h"
#include "core/desk/receiverows.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"

#include <QRegularExpression>

#include <array>

namespace updesk
{

static Result<Message> messageNamed(Database &database, const QString &hex)
{
    const auto id = Id::fromHex(hex.toLower().toStdString());
    if (!id || id->isNull())
        return Error{Error::Code::NotFound, QStringLiteral("message"), {}};
    return load(database, kMessage, *id);
}

Result<Message> messageOfMail(Database &database, const QString &messageId)
{
    return messageNamed(database, messageId.left(messageId.indexOf(u'@')));
}

Result<Message> messageOfText(Database &database, const TextReport &report)
{
    return messageNamed(database, report.id);
}

// Of the account form's codes: no such number (21211), out of use (30005). The others tell of carriers, filters,
// phones that are off and lines that take calls alone.
bool isBadNumber(const TextReport &report)
{
    static constexpr std::array kNone{21211, 30005};
    return report.fate == TextFate::Failed && std::ranges::find(kNone, report.code) != kNone.end();
}

static ActivityId lineOf(const Message &message)
{
    return {fixedId("message that did not arrive " + message.id.value.hex(), 0)};
}

// Every record that has it: numbers and addresses are shared in a family.
template <class Table, class Ids>
static Result<void> markAll(Transaction &tx, const Table &table, const Ids &ids)
{
    if (!ids)
        return ids.error();
    for (const auto &id : *ids) {
        const auto row = load(tx.database(), table, id.value);
        if (!row)
            return row.error();
        auto bad = *row;
        bad.bad = true;
        if (auto done = row->bad ? Result<void>() : apply(tx, set(table, *row, bad)); !done)
            return done;
    }
    return {};
}

static Result<void> markBad(Transaction &tx, const Message &message)
{
    if (Channel(message.channel) == Channel::Email)
        return markAll(tx, kEmail, emailRowsOf(tx.database(), message.to.toLower()));
    return markAll(tx, kPhone, phoneRowsOf(tx.database(), message.to));
}

static QString whyOf(const TextReport &report)
{
    if (report.code == 0 || report.said.contains(QString::number(report.code)))
        return report.said;
    return report.said.isEmpty() ? QString::number(report.code)
                                 : report.said + QStringLiteral(" (%1)").arg(report.code);
}

static Result<void> writeFailure(
    Transaction &tx, const Message &message, const QString &why, bool isBad, ReportTaken &taken)
{
    const ActivityId line = lineOf(message);
    const auto there = hasRow(tx.database(), kActivity, line.value);
    const auto lead = load(tx.database(), kLead, message.lead.value);
    if (!there || *there)
        return there ? Result<void>() : there.error();
    if (!lead)
        return lead.error().code == Error::Code::NotFound ? Result<void>() : lead.error();
    Activity row;
    row.id = line;
    row.lead = lead->id;
    row.customer = lead->customer;
    row.kind = Activity::Kind::System;
    row.at = tx.now();
    row.code = Activity::Code::NotArrived;
    row.body = message.to;
    row.providerText = why;
    if (auto done = apply(tx, put(kActivity, row)); !done)
        return done;
    taken.lead = lead->id;
    if (!isBad)
        return {};
    if (auto marked = markBad(tx, message); !marked)
        return marked;
    return followPlansOf(tx, lead->customer);
}

Result<ReportTaken> takeReport(Session &session, const TextReport &report)
{
    ReportTaken taken;
    const auto message = messageOfText(session.database(), report);
    if (!message)
        return message.error().code == Error::Code::NotFound ? Result<ReportTaken>(taken) : message.error();
    taken.ours = true;
    if (report.fate != TextFate::Failed)
        return taken;
    const auto deed = commitDeed(session, "bounce",
        [&](Transaction &tx) { return writeFailure(tx, *message, whyOf(report), isBadNumber(report), taken); });
    if (!deed)
        return deed.error();
    if (!taken.lead.isNull())
        session.refresh({taken.lead});
    return taken;
}

// Of what a server may say at the name of the recipient only that there is none (RFC 3463): not that it dislikes us.
static bool isBadAddress(const HandOver &handed)
{
    static const QRegularExpression none(QStringLiteral("^5\\.(1\\.([012346]|10)|2\\.1)(?![.0-9])"));
    return handed.why.subject == QLatin1String("to") && none.match(handed.said).hasMatch();
}

Result<ReportTaken> takeRefusal(Session &session, const Message &message, const HandOver &handed)
{
    ReportTaken taken;
    taken.ours = true;
    const TextReport said{{}, {}, TextFate::Failed, handed.code, handed.said};
    const bool isMail = Channel(message.channel) == Channel::Email;
    if (!handed.permanent || !(isMail ? isBadAddress(handed) : isBadNumber(said)))
        return taken;
    const auto deed = commitDeed(session, "bounce",
        [&](Transaction &tx) { return writeFailure(tx, message, isMail ? handed.said : whyOf(said), true, taken); });
    return deed ? Result<ReportTaken>(taken) : Result<ReportTaken>(deed.error());
}

} // namespace updesk
