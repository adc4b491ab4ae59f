// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/qualifywords.h"

#include <QCoreApplication>
#include <QStringList>

namespace updesk
{

namespace
{

/// The translation context of this file's words.
struct QualifyWords {
    Q_DECLARE_TR_FUNCTIONS(QualifyWords)
};

QString nameOf(Qualified what)
{
    switch (what) {
    case Qualified::Vehicle:
        return QualifyWords::tr("vehicle", "known of a buyer");
    case Qualified::Timeframe:
        return QualifyWords::tr("time frame", "known of a buyer");
    case Qualified::Budget:
        return QualifyWords::tr("budget", "known of a buyer");
    case Qualified::Trade:
        return QualifyWords::tr("trade-in", "known of a buyer");
    case Qualified::Decider:
        break;
    }
    return QualifyWords::tr("who decides", "known of a buyer");
}

} // namespace

QString qualifiedWords(int known)
{
    QStringList has, asks;
    for (const Qualified what : kQualified)
        (isKnown(known, what) ? has : asks) << nameOf(what);
    const QString comma = QStringLiteral(", ");
    if (asks.isEmpty())
        return QualifyWords::tr("Known: %1.").arg(has.join(comma));
    if (has.isEmpty())
        return QualifyWords::tr("To ask: %1.").arg(asks.join(comma));
    return QualifyWords::tr("Known: %1. To ask: %2.").arg(has.join(comma), asks.join(comma));
}

QString noTradeWords() { return QualifyWords::tr("No trade-in"); }

QString decidesWords(Decides decides)
{
    switch (decides) {
    case Decides::Alone:
        return QualifyWords::tr("Decides alone");
    case Decides::Others:
        return QualifyWords::tr("Others decide too");
    case Decides::Unknown:
        break;
    }
    return {};
}

QString factsRefused(const Error &error)
{
    if (error.code == Error::Code::Invalid && error.subject == QLatin1String("no_trade"))
        return QualifyWords::tr("A trade-in is named on this lead meanwhile.");
    if (error.code == Error::Code::Invalid && error.subject == QLatin1String("decides"))
        return QualifyWords::tr("A co-buyer is named on this lead meanwhile.");
    return {};
}

} // namespace updesk
