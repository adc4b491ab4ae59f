// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/appointments/deal.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "tests/support/teststore.h"

namespace updesk
{

/// One line of simulated follow-up.
struct SimulatedLine {
    QJsonObject json;
    QDateTime at; ///< with the offset that it was told with
    int attempt = 0;
    QString of(const char *key) const { return json[QLatin1String(key)].toString(); }
    bool is(const char *decision) const { return of("decision") == QLatin1String(decision); }
    bool isAttempt() const { return is("done") && attempt > 0; }
    int minute() const { return at.time().hour() * 60 + at.time().minute(); }
    QByteArray words() const { return QJsonDocument(json).toJson(QJsonDocument::Compact); }
};

/// What the store itself says of one lead, whatever the simulation meant to do with it.
struct SimulatedLead {
    QString phone, email, region;
    bool asked = true; ///< the customer inquired, and was neither picked nor sent by others (US-5)
    bool bad = false; ///< a number that is somebody else's
    Time received = 0, reply = 0, visit = 0, sale = 0, refused = 0; ///< 0: never
    bool answered = false; ///< a call that was more than no answer or a voicemail
    Time agreed = 0, callBack = 0; ///< when a time to call back was agreed on, and that time; 0: none was

    bool isSilent() const { return reply == 0 && visit == 0 && sale == 0 && refused == 0 && !answered; }
    bool mayBeReached() const { return !phone.isEmpty() && !email.isEmpty() && asked && !bad; }
    Time stop() const
    {
        Time first = 0;
        for (const Time at : {reply, visit, sale, refused})
            first = first == 0 ? at : at == 0 ? first : std::min(first, at);
        return first;
    }
};

/// Reads the lines of the simulation's output, and the store it left.
std::vector<SimulatedLine> linesOf(const QByteArray &out);
std::map<QString, SimulatedLead> knownOf(const QString &path);

} // namespace updesk
