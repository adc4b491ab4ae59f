// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadwords.h"

#include <QLocale>

#include <algorithm>

// The customer, the vehicle and the score in words: those that need no clock.
namespace updesk
{

QString LeadWords::phoneKind(int kind)
{
    switch (PhoneKind(kind)) {
    case PhoneKind::Mobile:
        return tr("mobile");
    case PhoneKind::Home:
        return tr("home");
    case PhoneKind::Work:
        return tr("work");
    case PhoneKind::Unknown:
        break;
    }
    return {};
}

QString LeadWords::distance(int ring)
{
    switch (ring) {
    case 0:
        return tr("Lives close by");
    case 1:
        return tr("Lives near");
    case 2:
        return tr("Lives in the area");
    case 3:
        return tr("Lives far");
    case 4:
        return tr("Lives very far");
    default:
        return {};
    }
}

QString LeadWords::bestTime(const QString &words)
{
    const QString word = words.trimmed().toLower();
    if (word.isEmpty())
        return {};
    if (word == QLatin1String("morning"))
        return tr("Best in the morning");
    if (word == QLatin1String("afternoon"))
        return tr("Best in the afternoon");
    if (word == QLatin1String("evening"))
        return tr("Best in the evening");
    if (word == QLatin1String("day"))
        return tr("Best during the day");
    //: %1: the customer's own words
    return tr("Best time: %1").arg(words.simplified().left(60));
}

QString LeadWords::vehicle(const LeadVehicle &vehicle) const
{
    QStringList parts;
    if (vehicle.year > 0)
        parts << QString::number(vehicle.year);
    for (const QString &part : {vehicle.make, vehicle.model, vehicle.trim})
        if (!part.isEmpty())
            parts << part;
    if (!parts.isEmpty())
        return parts.join(u' ');
    return vehicle.details.section(u'\n', 0, 0).simplified().left(120);
}

QString LeadWords::vehicleNote(const LeadVehicleRow &row, Time now) const
{
    if (row.trade) {
        if (row.vehicle.odometer < 0)
            return tr("Condition and mileage not known");
        const QString count = QLocale().toString(row.vehicle.odometer);
        return row.vehicle.unit == OdometerUnit::Miles ? tr("%1 mi").arg(count) : tr("%1 km").arg(count);
    }
    if (!row.known)
        return row.vehicle.stock.isEmpty() ? QString() : tr("Not on the stock list");
    if (!row.inStock)
        return tr("No longer in stock");
    if (row.since <= 0 || row.since > now)
        return tr("In stock");
    return tr("In stock, %n day(s) on lot", nullptr, int((now - row.since) / kDay));
}

QString LeadWords::timeframe(int days)
{
    if (days < 0)
        return {};
    if (days <= 7)
        return tr("Wants it within a week");
    if (days <= 30)
        return tr("Wants it within 30 days");
    if (days <= 90)
        return tr("Wants it within 90 days");
    return tr("Only looking for now");
}

QString LeadWords::lostReason(const QString &code)
{
    struct Named {
        const char *code;
        const char *words;
    };
    static constexpr Named kNamed[] = {
        {"bought_elsewhere", QT_TR_NOOP("Bought elsewhere")},
        {"price", QT_TR_NOOP("Price too high")},
        {"credit", QT_TR_NOOP("Financing did not work")},
        {"not_buying", QT_TR_NOOP("Not buying any more")},
        {"vehicle_gone", QT_TR_NOOP("The vehicle is gone")},
        {"too_far", QT_TR_NOOP("Too far away")},
        {"no_answer", QT_TR_NOOP("Could not be reached")},
        {"do_not_contact", QT_TR_NOOP("Do not contact")},
        {"other", QT_TR_NOOP("Another reason")},
    };
    for (const Named &named : kNamed)
        if (code == QLatin1String(named.code))
            return tr(named.words);
    QString plain = code;
    return plain.replace(u'_', u' ');
}

QString LeadWords::factor(const ScoreLine &line)
{
    switch (line.factor) {
    case Factor::Distance:
        return line.argument < 0 ? tr("Distance not known") : distance(line.argument);
    case Factor::Source:
        return tr("Source: %1 of 100 leads buy").arg(QLocale().toString(line.argument / 100.0, 'f', 1));
    case Factor::Asks:
        if (line.argument & 1)
            return tr("Asks for a visit");
        return line.argument & 2 ? tr("Asks for a call") : tr("Asks if it is there");
    case Factor::Visits:
        return tr("Came back %n time(s)", nullptr, line.argument);
    case Factor::Reply:
        return tr("Replied %n time(s)", nullptr, line.argument);
    case Factor::Click:
        return tr("Clicked %n time(s)", nullptr, line.argument);
    case Factor::BehaviourCap:
        return tr("Most that behavior can give: %1").arg(line.argument);
    case Factor::Quiet:
        return tr("Quiet for %n day(s)", nullptr, line.argument);
    case Factor::Timeframe:
        return line.argument < 0 ? tr("Did not say when") : timeframe(line.argument);
    case Factor::Vehicle:
        return line.argument == 2 ? tr("Named the exact vehicle") : tr("Named make and model");
    case Factor::Trade:
        return tr("Has a trade-in");
    case Factor::Readiness:
        return line.argument & 1 ? tr("Has own pre-approval") : tr("Named a down payment");
    }
    return {};
}

QString LeadWords::raise(const Raise &raise)
{
    switch (raise.factor) {
    case Factor::Distance:
        return tr("An address close by");
    case Factor::Asks:
        return tr("Asks for a visit or a call");
    case Factor::Visits:
        return tr("Comes back");
    case Factor::Reply:
        return tr("Replies");
    case Factor::Click:
        return tr("Clicks a link");
    case Factor::Quiet:
        return tr("Any new sign");
    case Factor::Timeframe:
        return tr("Says when: within a week");
    case Factor::Vehicle:
        return raise.argument == 2 ? tr("Names the exact vehicle") : tr("Names make and model");
    case Factor::Trade:
        return tr("Has a trade-in");
    case Factor::Readiness:
        return tr("Has own pre-approval or a down payment");
    case Factor::Source:
    case Factor::BehaviourCap:
        break;
    }
    return {};
}

PopoverText LeadWords::reasons(const LeadNow &row, Time now) const
{
    PopoverText text;
    text.score = row.score;
    if (!m_rules)
        return text;
    const ScoreInput input = unpacked(row.scoreFacts, row.received, row.lastSign, m_rules->weight(row.source));
    const Score worked = score(input, m_rules->model, row.scoredAt);
    std::vector<ScoreLine> lines(worked.lines.begin(), worked.lines.end());
    // The source's rate may have moved since the score was written; the lines still add to what is shown.
    lines[std::size_t(Factor::Source)].points += qint16(row.score - worked.total);
    std::erase_if(lines, [](const ScoreLine &line) { return line.points == 0; });
    std::ranges::stable_sort(lines, std::ranges::greater(), &ScoreLine::points);
    const QLocale locale;
    for (const ScoreLine &line : lines)
        text.lines.push_back({factor(line), locale.toString(int(line.points)), PopoverLine::Kind::Plain});
    text.lines.push_back({tr("Score"), locale.toString(row.score), PopoverLine::Kind::Sum});
    auto raises = wouldRaise(input, m_rules->model, row.scoredAt);
    std::erase_if(raises, [](const Raise &one) { return raise(one).isEmpty(); });
    if (raises.size() > 3)
        raises.resize(3);
    if (!raises.empty())
        text.lines.push_back({tr("What would raise it"), {}, PopoverLine::Kind::Heading});
    for (const Raise &one : raises)
        text.lines.push_back({raise(one), u'+' + locale.toString(one.points), PopoverLine::Kind::Soft});
    text.note = tr("as of %1").arg(moment(row.scoredAt, now));
    return text;
}

} // namespace updesk
