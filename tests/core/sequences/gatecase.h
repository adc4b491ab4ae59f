// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/gate.h"
#include "core/sequences/legalstore.h"
#include "tests/support/suite.h"

namespace updesk
{

inline Time momentIn(const char *iso, const char *zone)
{
    const QDateTime local = QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate);
    return QDateTime(local.date(), local.time(), QTimeZone(zone)).toMSecsSinceEpoch();
}

/// The shipped rules, read once.
inline const LegalRules &shipped()
{
    static const LegalRules rules = [] {
        const auto read = shippedRules(QDate(2026, 3, 12));
        if (!read)
            qFatal("%s %s", qPrintable(read.error().subject), qPrintable(read.error().detail));
        return *read;
    }();
    return rules;
}

/// A call to somebody in New York at Thursday noon who inquired a day ago; nothing speaks against it.
struct GateCase {
    static constexpr char kZone[] = "America/New_York";
    GateFacts facts;
    LegalRules rules = shipped();

    GateCase()
    {
        facts.now = momentIn("2026-03-12T12:00:00", kZone);
        facts.address = facts.phone = QStringLiteral("+12125550150");
        facts.region = QStringLiteral("NY");
        facts.dealings.zone = QString::fromLatin1(kZone);
        facts.dealings.inquired = facts.now - kDay;
        facts.store = {QStringLiteral("Northgate Motors"), QStringLiteral("1 Main Street, Albany NY 12207"),
            QStringLiteral("+15185550100"), QStringLiteral("sales@northgate.example"), {},
            {QStringLiteral("+15185550100")}, QStringLiteral("stop@northgate.example"), QString::fromLatin1(kZone)};
    }

    /// Nobody who dealt with us: a cold call with a fresh list.
    GateCase &cold()
    {
        facts.purpose = Purpose::Marketing;
        facts.dealings.inquired = 0;
        facts.listDated = QDate(2026, 3, 1);
        return *this;
    }
    GateCase &by(Channel channel)
    {
        facts.channel = channel;
        if (channel == Channel::Email)
            facts.address = QStringLiteral("sam@example.com");
        return *this;
    }
    GateCase &automatic(Purpose purpose)
    {
        facts.sentBy = SentBy::Automatic;
        facts.purpose = purpose;
        return *this;
    }
    GateCase &in(const char *region, const char *number)
    {
        facts.region = QString::fromLatin1(region);
        facts.phone = QString::fromLatin1(number);
        if (facts.channel != Channel::Email)
            facts.address = facts.phone;
        return *this;
    }
    GateCase &at(const char *iso, const char *zone = kZone)
    {
        facts.now = momentIn(iso, zone);
        return *this;
    }
    GateCase &agreed(Channel channel, bool written)
    {
        facts.consents.push_back({channel, {}, written, facts.now - kDay});
        return *this;
    }

    GateVerdict ask() const { return gate(facts, rules); }
    QString says() const
    {
        static constexpr const char *kSays[] = {"allow", "move", "block"};
        const GateVerdict verdict = ask();
        return QStringLiteral("%1 %2")
            .arg(QLatin1String(kSays[size_t(verdict.says)]), verdict.rules().join(u' '))
            .trimmed();
    }
    /// The cause of the only rule that speaks, behind its id.
    QString cause() const
    {
        const GateVerdict verdict = ask();
        QStringList all;
        for (const GateReason &reason : verdict.reasons)
            all << reason.rule + u' ' + reason.code;
        return all.join(QStringLiteral(", "));
    }
};

/// A mail that has all that the law asks for.
inline GateMessage wholeMessage()
{
    GateMessage message;
    message.namesDealer = message.namesAddress = message.namesContact = message.unsubscribe = true;
    message.unsubscribeDays = 60;
    message.saysAdvertisement = true;
    return message;
}

} // namespace updesk
