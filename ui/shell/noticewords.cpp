// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/noticewords.h"

namespace updesk
{

QString NoticeWords::firstName(PersonId person) const
{
    const Person *known = m_rules ? m_rules->person(person) : nullptr;
    return known ? known->name.section(u' ', 0, 0) : tr("somebody");
}

// What was changed may be of no customer: a setting, a template.
static QString named(const QString &customer) { return customer.isEmpty() ? NoticeWords::tr("the store") : customer; }

QString NoticeWords::sentence(const Notice &notice, const QString &customer) const
{
    switch (notice.kind) {
    case Notice::Kind::NewLead:
        return tr("New lead for you: %1").arg(customer);
    case Notice::Kind::HotLead:
        return tr("New hot lead: %1").arg(customer);
    case Notice::Kind::LeadsGiven:
        return tr("%1 gave you %n lead(s)", nullptr, notice.count).arg(firstName(notice.other));
    case Notice::Kind::LeadsTaken:
        return tr("%n of your leads went to %1", nullptr, notice.count).arg(firstName(notice.other));
    case Notice::Kind::ClockClose:
        return tr("2 minutes left to call %1").arg(customer);
    case Notice::Kind::ClockLate:
        return tr("Late: nobody has called %1").arg(customer);
    case Notice::Kind::TakenBack:
        return tr("%1 was taken back: no call in time").arg(customer);
    case Notice::Kind::EveryoneNeeded:
        return tr("Nobody has called %1. Call if you can").arg(customer);
    case Notice::Kind::HotUntouched:
        return tr("Hot and not called yet: %1").arg(customer);
    case Notice::Kind::Untouched:
        return tr("Not called yet: %1").arg(customer);
    case Notice::Kind::MatchedToYours:
        return tr("Your customer is here: %1").arg(customer);
    case Notice::Kind::MatchedToOthers:
        return tr("Walk-in matched to %1's customer: %2").arg(firstName(notice.other), customer);
    case Notice::Kind::AskedAgain:
        return tr("%1 asked again").arg(customer);
    case Notice::Kind::ImportDone:
        return tr("Import done: %n lead(s)", nullptr, notice.count);
    case Notice::Kind::TierUp:
        return tr("%1 moved up").arg(customer);
    case Notice::Kind::Replied:
        return tr("%1 replied").arg(customer);
    case Notice::Kind::ClosedUnanswered:
        return tr("%1 closed %2, and nobody had answered").arg(firstName(notice.other), customer);
    case Notice::Kind::ToDecide:
        return tr("%1 must not be contacted that way. Decide what is done").arg(customer);
    case Notice::Kind::MayMeanStop:
        return tr("%1 wrote something that may mean stop. Read it").arg(customer);
    case Notice::Kind::TextExpired:
        return tr("Your text to %1 was not sent: it waited too long").arg(customer);
    case Notice::Kind::MailExpired:
        return tr("Your email to %1 was not sent: it waited too long").arg(customer);
    case Notice::Kind::MessageUntrue:
        return tr("Your message to %1 was held back: what it says is no longer so").arg(customer);
    case Notice::Kind::Disposal:
        return tr("%n customer(s) without business for long could be erased", nullptr, notice.count);
    case Notice::Kind::ListEnds:
        return tr("The do-not-call list gets too old in %n day(s). Import a new one", nullptr, notice.count);
    case Notice::Kind::ListTooOld:
        return tr("The do-not-call list is %n day(s) old: too old to call by. Import a new one", nullptr, notice.count);
    case Notice::Kind::UnknownSource: {
        const Source *source = m_rules ? m_rules->source(SourceId{notice.other.value}) : nullptr;
        return tr("Unknown source: set its type (%1)").arg(source ? source->name : tr("no longer there"));
    }
    case Notice::Kind::BackupNeeded:
        return notice.other.isNull()
            ? tr("Late: nobody has %1. Call now").arg(customer)
            : tr("You are %1's backup: nobody has called %2").arg(firstName(notice.other), customer);
    case Notice::Kind::UpForGrabs:
        return tr("New lead for whoever calls first: %1").arg(customer);
    case Notice::Kind::LeadMoved:
        return tr("%1 was taken back from %2").arg(customer, firstName(notice.other));
    case Notice::Kind::ClaimLost:
        return tr("%1 had %2 first. The lead is not yours").arg(firstName(notice.other), named(customer));
    case Notice::Kind::ChangeRefused:
        return tr("A change was not taken: %1. See why").arg(named(customer));
    case Notice::Kind::TheirsStands:
        return tr("Changed in two places: %1. %2's value stands").arg(named(customer), firstName(notice.other));
    case Notice::Kind::OursStands:
        return tr("Changed in two places: %1. Your value stands, %2's is kept")
            .arg(named(customer), firstName(notice.other));
    }
    return {};
}

QString NoticeWords::quiet(const Notice &notice)
{
    switch (notice.kind) {
    case Notice::Kind::HotLead:
    case Notice::Kind::HotUntouched:
        return tr("New hot lead");
    case Notice::Kind::ClockClose:
    case Notice::Kind::ClockLate:
    case Notice::Kind::BackupNeeded:
    case Notice::Kind::UpForGrabs:
    case Notice::Kind::Untouched:
        return tr("A lead waits for a call");
    default:
        break;
    }
    return tr("News in UpDesk");
}

Icon NoticeWords::icon(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::ClockClose:
    case Notice::Kind::ClockLate:
    case Notice::Kind::HotUntouched:
    case Notice::Kind::Untouched:
    case Notice::Kind::EveryoneNeeded:
    case Notice::Kind::BackupNeeded:
    case Notice::Kind::MessageUntrue:
    case Notice::Kind::ListEnds:
    case Notice::Kind::ListTooOld:
        return Icon::Warning;
    case Notice::Kind::LeadsGiven:
    case Notice::Kind::LeadsTaken:
    case Notice::Kind::TakenBack:
    case Notice::Kind::LeadMoved:
    case Notice::Kind::ClaimLost:
        return Icon::Owner;
    case Notice::Kind::ChangeRefused:
        return Icon::Warning;
    case Notice::Kind::TheirsStands:
    case Notice::Kind::OursStands:
        return Icon::Sync;
    case Notice::Kind::MatchedToYours:
    case Notice::Kind::MatchedToOthers:
        return Icon::WalkIn;
    case Notice::Kind::ImportDone:
        return Icon::Import;
    case Notice::Kind::Replied:
    case Notice::Kind::MailExpired:
        return Icon::Email;
    case Notice::Kind::TextExpired:
        return Icon::Text;
    default:
        break;
    }
    return Icon::Queue;
}

} // namespace updesk
