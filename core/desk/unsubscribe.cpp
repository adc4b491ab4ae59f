// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/unsubscribe.h"

#include "core/desk/capturerows.h"
#include "core/desk/followplan.h"
#include "core/desk/refusals.h"
#include "core/desk/sentmessages.h"
#include "core/desk/tray.h"
#include "core/intake/codes.h"
#include "core/intake/refusals.h"
#include "core/leads/lead.h"

#include <QRegularExpression>

namespace updesk
{

static Result<Message> unsubscribed(Database &database, const Parsed &mail)
{
    static const QRegularExpression form(
        QStringLiteral("^\\s*unsubscribe\\s+([0-9a-f-]{32,36})\\s*$"), QRegularExpression::CaseInsensitiveOption);
    const bool program = mail.error == code::kBounce || mail.error == code::kAutoReply;
    const auto match = program ? QRegularExpressionMatch() : form.match(mail.subject.left(100));
    if (!match.hasMatch())
        return Error{Error::Code::NotFound, QStringLiteral("message"), {}};
    return messageOfMail(database, match.captured(1));
}

static Result<void> writeRefusal(Transaction &tx, const Lead &lead, const Message &mail, const Parsed &words)
{
    LeadDraft said;
    said.emails.push_back({mail.to, mail.to.toLower()});
    refuse(said, Channel::Email, words.subject.trimmed());
    if (auto done = writeRefusals(tx, lead.customer, said, Consent::How::Words); !done)
        return done;
    const auto decide = obeyRefusals(tx, lead.customer);
    if (!decide)
        return decide.error();
    if (!*decide)
        return {};
    return tellManagers(tx, {0, {}, Notice::Kind::ToDecide, tx.now(), lead.id, {}, 1, false}, tx.by().who);
}

static Result<void> writeLine(Transaction &tx, const Lead &lead, const Parsed &mail, OriginalId original)
{
    const auto filed = newestArrival(tx.database(), original, 0);
    if (!filed)
        return filed.error();
    Activity row;
    row.id = filed->next.isNull() ? ActivityId{tx.freshId()} : filed->next;
    row.lead = lead.id;
    row.customer = lead.customer;
    row.kind = Activity::Kind::Email;
    row.direction = Activity::Direction::In;
    row.at = tx.now();
    row.code = Activity::Code::DoNotContact;
    row.original = original;
    row.body = mail.subject.trimmed();
    row.sentAt = mail.sent;
    return apply(tx, put(kActivity, row));
}

Result<DeedId> fileUnsubscribe(
    Transaction &tx, const Parsed &mail, OriginalId original, RowOnlyId row, IntakeResult &result, const Id &import)
{
    const auto message = unsubscribed(tx.database(), mail);
    const auto lead = message ? load(tx.database(), kLead, message->lead.value) : Result<Lead>(message.error());
    if (!lead)
        return lead.error().code == Error::Code::NotFound ? Result<DeedId>(DeedId{}) : lead.error();
    const auto deed = tx.start("reply", import);
    if (!deed)
        return deed;
    if (auto done = writeLine(tx, *lead, mail, original); !done)
        return done.error();
    if (auto done = writeRefusal(tx, *lead, *message, mail); !done)
        return done.error();
    if (const auto plan = followPlan(tx, lead->id); !plan)
        return plan.error();
    if (auto done = settleQuarantine(tx, row, Quarantine::State::ReadLater, lead->id); !done)
        return done.error();
    Captured joined;
    joined.how = Captured::How::JoinedLead;
    joined.lead = lead->id;
    joined.customer = lead->customer;
    joined.owner = lead->owner;
    joined.deed = *deed;
    result.outcome = IntakeResult::Outcome::Filed;
    result.code.clear();
    result.captured = {joined};
    return deed;
}

} // namespace updesk
