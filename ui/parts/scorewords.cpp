// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/scorewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace updesk
{

namespace
{

/// The context of all sentences below.
struct Line {
    Q_DECLARE_TR_FUNCTIONS(ScoreWords)
public:
    static QString distance(int ring)
    {
        switch (ring) {
        case 0:
            return tr("Lives very near");
        case 1:
            return tr("Lives near");
        case 2:
            return tr("Lives in the region");
        case 3:
            return tr("Lives far");
        case 4:
            return tr("Lives very far");
        default:
            return tr("Where they live is not known");
        }
    }
    static QString asks(int bits)
    {
        if (bits & 1)
            return tr("Asks for a visit");
        return bits & 2 ? tr("Asks for a call") : tr("Asks if it is available");
    }
    static QString timeframe(int days)
    {
        return days < 0 ? tr("When they want to buy is not known") : tr("Wants to buy within %n day(s)", nullptr, days);
    }
    static QString source(const QString &name, int rate, RateFrom from)
    {
        const int share = int(std::lround(rate / 100.0));
        if (from == RateFrom::Guide)
            return name.isEmpty() ? tr("Source: %1 of 100 buy (guide figure)").arg(share)
                                  : tr("%1: %2 of 100 buy (guide figure)", "source").arg(name).arg(share);
        return name.isEmpty() ? tr("Source: %1 of 100 buy").arg(share)
                              : tr("%1: %2 of 100 buy", "source").arg(name).arg(share);
    }
};

} // namespace

QString pointsWords(int points)
{
    const QString number = QLocale().toString(std::abs(points));
    return points < 0 ? QChar(0x2212) + number : u'+' + number;
}

QString scoreLineWords(const ScoreLine &line, const QString &source, RateFrom from)
{
    switch (line.factor) {
    case Factor::Distance:
        return Line::distance(line.argument);
    case Factor::Source:
        return Line::source(source, line.argument, from);
    case Factor::Asks:
        return Line::asks(line.argument);
    case Factor::Visits:
        return Line::tr("Came back %n time(s)", nullptr, line.argument);
    case Factor::Reply:
        return Line::tr("Replied to us");
    case Factor::Click:
        return Line::tr("Opened a link of ours");
    case Factor::BehaviourCap:
        return Line::tr("What they do counts at most %1").arg(line.argument);
    case Factor::Quiet:
        return Line::tr("Quiet for %n day(s)", nullptr, line.argument);
    case Factor::Timeframe:
        return Line::timeframe(line.argument);
    case Factor::Vehicle:
        return line.argument == 2 ? Line::tr("Names one car in stock") : Line::tr("Names make and model");
    case Factor::Trade:
        return Line::tr("Has a trade-in");
    case Factor::Readiness:
        return line.argument & 1 ? Line::tr("Has own loan approval") : Line::tr("Names a down payment");
    }
    return {};
}

QString raiseWords(const Raise &raise)
{
    switch (raise.factor) {
    case Factor::Asks:
        return Line::tr("Asks for a visit or a call");
    case Factor::Visits:
        return Line::tr("Comes back");
    case Factor::Timeframe:
        return Line::tr("Says they buy within %n day(s)", nullptr, raise.argument);
    case Factor::Reply:
        return Line::tr("Replies to us");
    case Factor::Click:
        return Line::tr("Opens a link of ours");
    default:
        return scoreLineWords({raise.factor, qint16(raise.points), raise.argument}, {}, RateFrom::OwnSales);
    }
}

} // namespace updesk
