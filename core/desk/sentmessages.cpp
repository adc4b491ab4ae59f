// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sentmessages.h"

#include "core/desk/deed.h"
#include "core/desk/followplan.h"
#include "core/desk/receiverows.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"

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

static Result<void> markBad(Transaction &tx, const QString &number)
{
    const auto rows = phoneRowsOf(tx.database(), number);
    if (!rows)
        return rows.error();
    for (const PhoneId &id : *rows) {
        const auto phone = load(tx.database(), kPhone, id.value);
        if (!phone)
            return phone.error();
        Phone bad = *phone;
        bad.bad = true;
        if (auto done = phone->bad ? Result<void>() : apply(tx, set(kPhone, *phone, bad)); !done)
            return done;
    }
    return {};
}

static QString whyOf(const TextReport &report)
{
    if (report.code == 0 || report.said.contains(QString::number(report.code)))
        return report.said;
    return report.said.isEmpty() ? QString::number(report.code)
                                 : report.said + QStringLiteral(" (%1)").arg(report.code);
}

static Result<void> writeFailure(Transaction &tx, const Message &message, const TextReport &report, ReportTaken &taken)
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
    row.providerText = whyOf(report);
    if (auto done = apply(tx, put(kActivity, row)); !done)
        return done;
    taken.lead = lead->id;
    if (!isBadNumber(report))
        return {};
    if (auto marked = markBad(tx, message.to); !marked)
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
    const auto deed =
        commitDeed(session, "bounce", [&](Transaction &tx) { return writeFailure(tx, *message, report, taken); });
    if (!deed)
        return deed.error();
    if (!taken.lead.isNull())
        session.refresh({taken.lead});
    return taken;
}

} // namespace updesk
