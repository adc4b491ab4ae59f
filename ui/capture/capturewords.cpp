// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/capturewords.h"

#include "core/people/phonenumber.h"
#include "ui/parts/gradewords.h"
#include "ui/parts/regiontime.h"

namespace updesk
{

CaptureWords::CaptureWords(std::shared_ptr<const Rulebook> rules)
    : m_rules(std::move(rules)), m_zone(QTimeZone::systemTimeZone())
{
    const QTimeZone zone(m_rules ? m_rules->hours.zoneId().toUtf8() : QByteArray());
    if (zone.isValid())
        m_zone = zone;
}

QString CaptureWords::timeOfDay(Time at) const { return regionTime(QDateTime::fromMSecsSinceEpoch(at, m_zone).time()); }

QString CaptureWords::dayAndTime(Time at) const
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, m_zone);
    return tr("%1, %2, %3", "a weekday, a day and a time")
        .arg(regionWeekday(local.date(), QLocale::LongFormat), regionLongDay(local.date(), local.date()),
            regionTime(local.time()));
}

QString CaptureWords::callLength(Time ms)
{
    const Time seconds = std::max<Time>(0, ms / kSecond);
    return QStringLiteral("%1:%2")
        .arg(seconds / 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString CaptureWords::firstName(PersonId person) const
{
    const Person *found = m_rules && !person.isNull() ? m_rules->person(person) : nullptr;
    return found ? found->name.section(u' ', 0, 0) : QString();
}

QString CaptureWords::strength(const Match &match)
{
    if (match.reasons & (SamePhone | SharedPhone))
        return tr("same phone");
    if (match.reasons & (SameEmail | SharedEmail))
        return tr("same email");
    if (match.reasons & SameHousehold)
        return tr("same household");
    return tr("like name");
}

bool CaptureWords::isStrong(const Match &match) { return match.reasons & (SamePhone | SameEmail); }

QString CaptureWords::phone(const QString &e164) const
{
    return displayPhone(e164, m_rules ? m_rules->dealership.region : QString());
}

QString CaptureWords::matchLine(const PossibleMatch &match, Time now) const
{
    if (match.openLead.isNull()) {
        const bool apart = match.match.reasons & (SameEmail | SharedEmail); // it stands by itself, as what agrees
        return match.email.isEmpty() || apart
            ? tr("No open lead")
            : tr("No open lead. %1", "%1: the email of the customer").arg(match.email);
    }
    const QDate day = QDateTime::fromMSecsSinceEpoch(match.leadReceived, m_zone).date();
    const int days = int(day.daysTo(QDateTime::fromMSecsSinceEpoch(now, m_zone).date()));
    const QString since = days < 1 ? tr("Open lead since %1").arg(timeOfDay(match.leadReceived))
        : days <= 7                ? tr("Open lead, %1 d", "%1: days").arg(days)
                                   : tr("Open lead since %1").arg(regionDay(day));
    const QString owner = firstName(match.owner);
    QStringList facts{since, owner.isEmpty() ? tr("nobody has it") : owner};
    if (!match.wants.isEmpty())
        facts << match.wants;
    return facts.join(tr(", ", "between facts of a customer"));
}

QString CaptureWords::matchNote(const PossibleMatch &match) const
{
    if (!match.owned.isEmpty())
        return match.boughtHere ? tr("Bought %1 here").arg(match.owned) : tr("Drives %1").arg(match.owned);
    const QString owner = firstName(match.owner);
    return owner.isEmpty() || !match.openLead.isNull() ? QString() : tr("Customer of %1").arg(owner);
}

QString CaptureWords::gradeLine(const GradeResult &grade)
{
    const auto letter = [](Grade g) { return QString(QChar(u'A' + int(g) - int(Grade::A))); };
    // Here it is typed: one that does not work is corrected in its field.
    const int add = grade.add & MissingReach ? (grade.add & ~MissingReach) | MissingContact : grade.add;
    const QString missing = grade.next == grade.grade ? QString() : missingWords(add);
    if (missing.isEmpty())
        return tr("Grade now: %1.").arg(letter(grade.grade));
    return tr("Grade now: %1. Add %2 for %3.").arg(letter(grade.grade), missing, letter(grade.next));
}

QString CaptureWords::saved(const Captured &captured, LeadType type, const QString &name, PersonId me) const
{
    const QString owner = captured.owner == me ? QString() : firstName(captured.owner);
    if (captured.how == Captured::How::NewCustomer)
        return owner.isEmpty() ? tr("%1 added.").arg(name) : tr("%1 added. %2 told.").arg(name, owner);
    if (type == LeadType::Phone)
        return owner.isEmpty() ? tr("Call added to %1.").arg(name) : tr("Call added to %1. %2 told.").arg(name, owner);
    if (captured.beBack)
        return owner.isEmpty() ? tr("%1 is a be-back. Visit added.").arg(name)
                               : tr("%1 is a be-back. Visit added, %2 told.").arg(name, owner);
    return owner.isEmpty() ? tr("Visit added to %1.").arg(name) : tr("Visit added to %1. %2 told.").arg(name, owner);
}

QString CaptureWords::draftsLine(const std::vector<SavedDraft> &drafts) const
{
    if (drafts.empty())
        return {};
    const QString from = timeOfDay(drafts.front().begun);
    const bool walkIn = drafts.front().kind == SavedDraft::Kind::WalkIn;
    if (drafts.size() == 1)
        return walkIn ? tr("You have 1 unsaved walk-in from %1").arg(from)
                      : tr("You have 1 unsaved phone-up from %1").arg(from);
    const int count = int(drafts.size());
    return walkIn ? tr("You have %n unsaved forms. The newest is a walk-in from %1", nullptr, count).arg(from)
                  : tr("You have %n unsaved forms. The newest is a phone-up from %1", nullptr, count).arg(from);
}

QString CaptureWords::kept(SavedDraft::Kind kind, Time begun) const
{
    return kind == SavedDraft::Kind::WalkIn ? tr("Walk-in from %1 kept as a draft.").arg(timeOfDay(begun))
                                            : tr("Phone-up from %1 kept as a draft.").arg(timeOfDay(begun));
}

} // namespace updesk
