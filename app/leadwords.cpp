// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/leadwords.h"

#include "app/command.h"
#include "app/leadcodes.h"
#include "core/leads/routing.h"
#include "ui/parts/scorewords.h"

#include <QTimeZone>

namespace updesk
{

LeadWords::LeadWords(std::shared_ptr<const Rulebook> rules, Time now)
    : m_rules(std::move(rules)), m_desk(m_rules), m_now(now), m_zone(m_rules->dealership.timeZone.toUtf8())
{
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
}

QString shortId(LeadId lead) { return QString::fromLatin1(lead.value.hex().right(8)); }

QString LeadWords::group(int group)
{
    switch (group) {
    case 0:
        return Words::tr("Waiting for us");
    case 1:
        return Words::tr("First response");
    case 2:
        return Words::tr("Confirm");
    case 3:
        return Words::tr("First response late");
    case 4:
        return Words::tr("Due today");
    case 5:
        return Words::tr("Later");
    default:
        return Words::tr("Closed");
    }
}

QString LeadWords::stage(Stage stage)
{
    switch (stage) {
    case Stage::New:
        return Words::tr("New");
    case Stage::Tried:
        return Words::tr("Tried");
    case Stage::Contacted:
        return Words::tr("Working");
    case Stage::VisitSet:
        return Words::tr("Visit set");
    case Stage::Shown:
        return Words::tr("Shown");
    case Stage::Sold:
        return Words::tr("Sold");
    case Stage::Lost:
        break;
    }
    return Words::tr("Lost");
}

QString LeadWords::tier(Tier tier)
{
    switch (tier) {
    case Tier::Low:
        return Words::tr("Low");
    case Tier::Medium:
        return Words::tr("Med");
    case Tier::High:
        return Words::tr("High");
    case Tier::Hot:
        break;
    }
    return Words::tr("Hot");
}

QString LeadWords::outcomeCode(Outcome outcome)
{
    static constexpr const char *kCodes[] = {"", "spoke-visit", "spoke-callback", "voicemail", "no-answer",
        "wrong-number", "not-interested", "do-not-contact"};
    return QString::fromLatin1(kCodes[size_t(outcome)]);
}

QString LeadWords::outcome(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        return {};
    case Outcome::VisitSet:
        return Words::tr("Spoke, visit set");
    case Outcome::CallBack:
        return Words::tr("Spoke, call back");
    case Outcome::Voicemail:
        return Words::tr("Voicemail");
    case Outcome::NoAnswer:
        return Words::tr("No answer");
    case Outcome::WrongNumber:
        return Words::tr("Wrong number");
    case Outcome::NotInterested:
        return Words::tr("Not interested");
    case Outcome::DoNotContact:
        break;
    }
    return Words::tr("Do not contact");
}

QString LeadWords::evidence(Evidence evidence)
{
    switch (evidence) {
    case Evidence::None:
        return Words::tr("not verified");
    case Evidence::Told:
        return Words::tr("told");
    case Evidence::Dialled:
        return Words::tr("dialed");
    case Evidence::Confirmed:
        return Words::tr("confirmed");
    case Evidence::Automatic:
        break;
    }
    return Words::tr("automatic");
}

QString LeadWords::grade(int grade)
{
    return grade < 1 || grade > 4 ? QStringLiteral("-") : QString(QChar(u'A' + grade - 1));
}

static QString minutesAndSeconds(Time ms)
{
    const qint64 seconds = ms / kSecond;
    if (seconds >= 3600)
        return QStringLiteral("%1:%2 h").arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'));
    return QStringLiteral("%1:%2")
        .arg(seconds / 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString LeadWords::clock(const LeadNow &row) const
{
    const ClockView view = clockView(clockFactsOf(row), m_now);
    switch (view.state) {
    case ClockState::Running:
        return QStringLiteral("( ") + minutesAndSeconds(view.ms);
    case ClockState::Close:
        return QStringLiteral("(! ") + minutesAndSeconds(view.ms);
    case ClockState::Late:
        return QStringLiteral("! +") + minutesAndSeconds(view.ms);
    case ClockState::AfterHours:
        return QStringLiteral(") ") + time(row.clockDue).mid(5);
    case ClockState::Waiting:
        return QStringLiteral("<- ") + minutesAndSeconds(view.ms);
    case ClockState::NeverAnswered:
        return Words::tr("! never");
    case ClockState::None:
    case ClockState::Stopped:
        break;
    }
    return row.nextDue > 0 ? time(row.nextDue).mid(5) : QStringLiteral("-");
}

QString LeadWords::next(const LeadNow &row) const { return m_desk.next(row, m_now); }

QString LeadWords::person(PersonId id) const
{
    const Person *person = m_rules->person(id);
    return person ? person->name : QStringLiteral("-");
}

QString LeadWords::source(SourceId id) const
{
    const Source *source = m_rules->source(id);
    return source ? source->name : QStringLiteral("-");
}

QString LeadWords::time(Time at) const
{
    return at == 0 ? QString()
                   : QDateTime::fromMSecsSinceEpoch(at, m_zone).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString LeadWords::timeCode(Time at) const { return utcCode(at); }

QString LeadWords::age(Time received) const
{
    const Time age = std::max<Time>(0, m_now - received);
    if (age < kHour)
        return Words::tr("%1 min").arg(age / kMinute);
    return age < kDay ? Words::tr("%1 h").arg(age / kHour) : Words::tr("%1 d").arg(age / kDay);
}

QString LeadWords::scoreLine(const ScoreLine &line, SourceId of) const
{
    const Source *named = m_rules->source(of);
    return QStringLiteral("%1  %2")
        .arg(pointsWords(line.points), 4)
        .arg(scoreLineWords(
            line, named ? named->name : QString(), m_rules->weight(of).guide ? RateFrom::Guide : RateFrom::OwnSales));
}

QString LeadWords::proof(const LeadNow &row)
{
    const auto weak = proofOf(row);
    if (!weak)
        return {};
    switch (*weak) {
    case Proof::Told:
        return Words::tr("answered as told");
    case Proof::Unverified:
        return Words::tr("tried, not verified");
    case Proof::ClockJumped:
        return Words::tr("clock had been changed");
    case Proof::NeverAnswered:
        break;
    }
    return Words::tr("closed, never answered");
}

QJsonObject LeadWords::json(const QueueRow &row) const
{
    const LeadNow &n = row.now;
    QJsonObject out = answerJson(n, m_rules->hours);
    const QJsonObject rest{{QStringLiteral("id"), QString::fromLatin1(n.id.value.hex())},
        {QStringLiteral("name"), row.name}, {QStringLiteral("group"), n.place.group},
        {QStringLiteral("stage"), stage(n.stage).toLower()}, {QStringLiteral("closed"), int(n.closed)},
        {QStringLiteral("score"), n.score}, {QStringLiteral("tier"), tier(n.tier).toLower()},
        {QStringLiteral("grade"), grade(n.grade)}, {QStringLiteral("missing"), missingCodes(n.missing)},
        {QStringLiteral("wants"), n.wants}, {QStringLiteral("owner"), person(n.owner)},
        {QStringLiteral("source"), source(n.source)}, {QStringLiteral("clock"), clock(n)},
        {QStringLiteral("clock_state"), clockCode(n, m_now)}, {QStringLiteral("next"), next(n)},
        {QStringLiteral("next_due"), utcCode(n.nextDue)}, {QStringLiteral("attempts"), n.attempts},
        {QStringLiteral("inquiries"), n.inquiries}, {QStringLiteral("household"), row.household},
        {QStringLiteral("maybe_duplicate"), row.maybeDuplicate}, {QStringLiteral("do_not_contact"), row.doNotContact},
        {QStringLiteral("tone"), toneJson(row.tone)}};
    for (auto it = rest.begin(); it != rest.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

} // namespace updesk
