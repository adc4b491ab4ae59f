// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filetext.h"

#include "core/desk/contactrows.h"
#include "core/desk/customerreply.h"
#include "core/desk/deed.h"
#include "core/desk/optoutreceipt.h"
#include "core/desk/originals.h"
#include "core/desk/receiverows.h"
#include "core/desk/refusals.h"
#include "core/desk/startwords.h"
#include "core/desk/textdocument.h"
#include "core/desk/tray.h"
#include "core/intake/refusals.h"
#include "core/leads/lead.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

namespace
{

/// A text on its way in, inside one transaction.
struct TextRun {
    Transaction &tx;
    InboundText text;
    Original original{};
    RowOnlyId row{}; ///< of the tray
    std::vector<CustomerId> customers{};
    bool again = false; ///< it has waited in the tray
    FiledText out{};

    Database &database() const { return tx.database(); }
};

QString spottedJson(const InboundText &text)
{
    const bool number = text.from.startsWith(u'+');
    const QJsonObject spotted{{QStringLiteral("emails"), QJsonArray()},
        {QStringLiteral("phones"), number ? QJsonArray{text.from} : QJsonArray()},
        {QStringLiteral("sender"), text.from}, {QStringLiteral("subject"), text.body}};
    return QString::fromUtf8(QJsonDocument(spotted).toJson(QJsonDocument::Compact));
}

// Nobody can answer a short code or a name, and what we wrote to ourselves is no customer's.
bool waitsForAPerson(const InboundText &text) { return text.from.startsWith(u'+') && text.from != text.to; }

// A refusal binds the number: what is planned for others who have it goes too.
Result<void> obeyAll(TextRun &run)
{
    for (const CustomerId &customer : run.customers) {
        if (const auto obeyed = obeyRefusals(run.tx, customer); !obeyed)
            return obeyed.error();
    }
    return {};
}

// Of people who never asked for anything here there is no history to file it in.
Result<void> refuseWithoutLead(TextRun &run)
{
    LeadDraft said;
    said.phones.push_back({run.text.from, run.text.from, {}, PhoneKind::Unknown});
    const QString words = typedWords(run.text.body);
    readRefusals(said, words);
    if (said.refusals.empty())
        refuse(said, Channel::None, words);
    for (const CustomerId &customer : run.customers) {
        if (auto done = writeRefusals(run.tx, customer, said, Consent::How::Words, Channel::Text); !done)
            return done;
    }
    run.out.said = OptOutSaid::Stop;
    return settleQuarantine(run.tx, run.row, Quarantine::State::SetAside, {});
}

// START goes for the number, as STOP does: for each who has it, in their own history.
Result<void> startAll(TextRun &run, LeadId lead, ActivityId heard)
{
    for (const CustomerId &customer : run.customers) {
        const auto own =
            customer == run.customers.front() ? Result<LeadId>(lead) : newestLeadOf(run.database(), {customer});
        const auto started = own ? hearStart(run.tx, customer, *own, heard, run.text.body) : Result<bool>(own.error());
        if (!started)
            return started.error();
    }
    return {};
}

Result<bool> startsAny(TextRun &run)
{
    for (const CustomerId &customer : run.customers) {
        const auto starts = wouldStart(run.database(), customer, run.text.body);
        if (!starts || *starts)
            return starts;
    }
    return false;
}

Result<void> writeInto(TextRun &run, LeadId lead)
{
    const auto could = contactable(run.database(), run.customers.front());
    if (!could)
        return could.error();
    const auto written =
        writeReply(run.tx, {Channel::Text, run.text.from, run.text.body, {}, run.text.at, run.original.id}, lead);
    if (!written)
        return written.error();
    run.out.how = FiledText::How::Filed;
    run.out.lead = lead;
    run.out.said = written->said;
    if (auto settled = settleQuarantine(run.tx, run.row, Quarantine::State::ReadLater, lead); !settled)
        return settled;
    if (written->said != OptOutSaid::Stop)
        return startAll(run, lead, written->line);
    if (auto obeyed = obeyAll(run); !obeyed)
        return obeyed;
    const auto queued = could->text ? queueReceipt(run.tx, lead, run.text, run.original.id) : Result<bool>(false);
    if (!queued)
        return queued.error();
    run.out.receipt = *queued;
    return {};
}

/// The lead into whose history it goes; null: none.
Result<LeadId> leadFor(TextRun &run, bool decides)
{
    const auto open = likeliestLead(run.database(), run.customers, lastTextTo);
    if (!open || !open->isNull())
        return open;
    const auto followed = likeliestLead(run.database(), run.customers, lastTextTo, followedLeadOf);
    return !followed || !followed->isNull() || !decides ? followed : newestLeadOf(run.database(), run.customers);
}

// Words that may be a refusal hold everything also when the text itself waits for a person.
Result<void> holdInDoubt(TextRun &run)
{
    const auto newest = newestLeadOf(run.database(), run.customers);
    if (!newest || newest->isNull())
        return newest ? Result<void>() : newest.error();
    const auto said = hearWords(run.tx, *newest, Channel::Text, typedWords(run.text.body), run.text.from);
    if (!said)
        return said.error();
    run.out.said = *said;
    return {};
}

// As a deed of its own beside the one that keeps it: taken back, the text waits in the tray.
Result<void> fileKept(TextRun &run)
{
    auto customers = customersOfNumber(run.database(), run.text.from);
    const auto refuses =
        customers ? refusesIn(run.database(), typedWords(run.text.body)) : Result<bool>(customers.error());
    if (!refuses)
        return refuses.error();
    run.customers = std::move(*customers);
    run.out.how = FiledText::How::Quarantined;
    if (run.customers.empty())
        return {};
    const auto starts = startsAny(run);
    const auto lead = starts ? leadFor(run, *refuses || *starts) : Result<LeadId>(starts.error());
    if (!lead)
        return lead.error();
    if (lead->isNull() && run.again)
        return {};
    if (lead->isNull())
        return *refuses ? refuseWithoutLead(run) : holdInDoubt(run);
    const auto owner = load(run.database(), kLead, lead->value);
    if (!owner)
        return owner.error();
    if (const auto found = std::ranges::find(run.customers, owner->customer); found != run.customers.end())
        std::iter_swap(run.customers.begin(), found);
    if (auto deed = run.tx.start("reply"); !deed)
        return deed.error();
    return writeInto(run, *lead);
}

Result<void> keep(TextRun &run)
{
    run.original = originalOf(run.text);
    const auto fresh = keepOriginal(run.tx, run.original, textDocument(run.text));
    if (!fresh)
        return fresh.error();
    run.out.original = run.original.id;
    if (!*fresh) {
        run.out.how = FiledText::How::Known;
        return {};
    }
    const auto known = phoneRowsOf(run.database(), run.text.from);
    if (!known)
        return known.error();
    const auto state = waitsForAPerson(run.text) ? Quarantine::State::Waiting : Quarantine::State::SetAside;
    const auto row = putQuarantine(run.tx, run.original.id, known->empty() ? code::kUnknownNumber : code::kNoOpenLead,
        spottedJson(run.text), state);
    if (!row)
        return row.error();
    run.row = *row;
    return fileKept(run);
}

void tellOf(Session &session, const FiledText &filed)
{
    if (filed.how == FiledText::How::Known)
        return;
    session.refresh(filed.lead.isNull() ? std::vector<LeadId>() : std::vector<LeadId>{filed.lead});
    session.tellNotices();
}

} // namespace

Result<FiledText> fileText(Session &session, const InboundText &text)
{
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    if (auto deed = tx->start("quarantine"); !deed)
        return deed.error();
    TextRun run{*tx, text};
    run.text.body = plainWords(text.body);
    if (auto done = keep(run); !done)
        return done.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    tellOf(session, run.out);
    return run.out;
}

Result<IntakeResult> fileTextLater(Session &session, RowOnlyId id, const Original &original, const QByteArray &bytes)
{
    IntakeResult result;
    result.original = original.id;
    result.outcome = IntakeResult::Outcome::Known;
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    const auto row = load(tx->database(), kQuarantine, id.value);
    const auto done = row ? hasBecomeLead(tx->database(), id) : Result<bool>(row.error());
    const auto text = textIn(bytes);
    if (!done || *done)
        return done ? Result<IntakeResult>(result) : done.error();
    result.outcome = IntakeResult::Outcome::Quarantined;
    result.code = row->code;
    result.setAside = row->state == Quarantine::State::SetAside;
    if (auto deed = tx->start("quarantine"); !text || !deed)
        return text ? Result<IntakeResult>(deed.error()) : Result<IntakeResult>(result);
    TextRun run{*tx, *text, original, id};
    run.again = true;
    run.out.original = original.id;
    if (auto filed = fileKept(run); !filed)
        return filed.error();
    const DeedId deed = tx->deed();
    if (auto written = tx->commit(); !written)
        return written.error();
    if (run.out.how == FiledText::How::Filed) {
        result.outcome = IntakeResult::Outcome::Filed;
        result.code.clear();
        Captured joined;
        joined.how = Captured::How::JoinedLead;
        joined.lead = run.out.lead;
        joined.deed = deed;
        result.captured.push_back(joined);
        session.done(deed, {run.out.lead});
    }
    tellOf(session, run.out);
    return result;
}

} // namespace updesk
