// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadwords.h"

#include "core/leads/scorerows.h"
#include "ui/parts/scorewords.h"

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

QString LeadWords::answers(const AnswerWay &learnt)
{
    //: %1 of %2 answers came this way
    const QString words = learnt.way == Channel::Phone ? tr("Answers by phone (%1 of %2)")
        : learnt.way == Channel::Text                  ? tr("Answers by text (%1 of %2)")
        : learnt.way == Channel::Email                 ? tr("Answers by email (%1 of %2)")
                                                       : QString();
    return words.isEmpty() ? words : words.arg(learnt.by).arg(learnt.of);
}

QString LeadWords::prefers(Channel way)
{
    switch (way) {
    case Channel::Phone:
        return tr("Prefers calls");
    case Channel::Text:
        return tr("Prefers texts");
    case Channel::Email:
        return tr("Prefers email");
    case Channel::InPerson:
    case Channel::None:
        break;
    }
    return {};
}

QString LeadWords::payment(const QString &method)
{
    const QString word = method.simplified().toLower();
    if (word.isEmpty())
        return {};
    if (word == QLatin1String("cash"))
        return tr("Wants to pay cash");
    if (word == QLatin1String("finance"))
        return tr("Wants to finance it");
    if (word == QLatin1String("lease"))
        return tr("Wants to lease it");
    //: %1: the document's own word for how the vehicle is paid
    return tr("Payment: %1").arg(method.simplified().left(60));
}

static QString modelWords(const LeadVehicle &vehicle)
{
    QStringList parts;
    if (vehicle.year > 0)
        parts << QString::number(vehicle.year);
    for (const QString &part : {vehicle.make, vehicle.model, vehicle.trim})
        if (!part.isEmpty())
            parts << part;
    return parts.join(u' ');
}

QString LeadWords::vehicle(const LeadVehicle &vehicle) const
{
    const QString named = modelWords(vehicle);
    return named.isEmpty() ? vehicle.details.section(u'\n', 0, 0).simplified().left(120) : named;
}

QString LeadWords::vehicleDetails(const LeadVehicle &vehicle)
{
    QStringList lines;
    for (const QString &line : vehicle.details.split(u'\n').mid(modelWords(vehicle).isEmpty() ? 1 : 0))
        lines << line.simplified();
    lines.removeAll(QString());
    const QString all = lines.join(tr(", ", "between what a document says of a vehicle"));
    constexpr int kMost = 160; // the whole stands in the document
    return all.size() <= kMost ? all : all.left(kMost - 1) + QChar(0x2026);
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

PopoverText LeadWords::reasons(const LeadNow &row, const Lead &lead, Time now) const
{
    PopoverText text;
    text.score = row.score;
    if (!rules())
        return text;
    const ScoreInput input = unpacked(row.scoreFacts, row.received, row.lastSign, rules()->weight(row.source));
    const Score worked = score(input, rules()->model, row.scoredAt);
    std::vector<ScoreLine> lines(worked.lines.begin(), worked.lines.end());
    // The source's rate may have moved since the score was written; the lines still add to what is shown.
    lines[std::size_t(Factor::Source)].points += qint16(row.score - worked.total);
    std::erase_if(lines, [](const ScoreLine &line) { return line.points == 0; });
    std::ranges::stable_sort(lines, std::ranges::greater(), &ScoreLine::points);
    const RateFrom from = rules()->weight(row.source).guide ? RateFrom::Guide : RateFrom::OwnSales;
    for (const ScoreLine &line : lines)
        text.lines.push_back(
            {scoreLineWords(line, source(row.source), from), pointsWords(line.points), PopoverLine::Kind::Plain});
    text.lines.push_back({tr("Score"), QLocale().toString(row.score), PopoverLine::Kind::Sum});
    auto raises = raisesOf(lead, input, rules()->model, row.scoredAt);
    std::erase_if(raises, [](const Raise &one) {
        return one.factor == Factor::Source || one.factor == Factor::BehaviourCap || one.factor == Factor::Quiet;
    });
    if (raises.size() > 3)
        raises.resize(3);
    if (!raises.empty())
        text.lines.push_back({tr("What would raise it"), {}, PopoverLine::Kind::Heading});
    for (const Raise &one : raises)
        text.lines.push_back({raiseWords(one), pointsWords(one.points), PopoverLine::Kind::Soft});
    text.note = tr("as of %1").arg(momentWithTime(row.scoredAt, now));
    return text;
}

} // namespace updesk
