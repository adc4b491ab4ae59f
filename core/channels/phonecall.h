// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/leads/evidence.h"

#include <QByteArray>
#include <QString>
#include <QTimeZone>

#include <map>
#include <optional>
#include <vector>

namespace updesk
{

enum class CallWay : quint8 { In, Out };

/// A call as the phone system saw it, from its first ring to its end.
struct PhoneCall {
    QString id; ///< the system's: the same call told twice has the same
    CallWay way = CallWay::Out;
    QString number; ///< of the other side, E.164; empty: withheld, or none that can be read
    QString extension; ///< of ours
    Time rangAt = 0;
    Time answeredAt = 0; ///< 0: nobody did
    Time endedAt = 0;
    int seconds = 0; ///< of talking
    bool operator==(const PhoneCall &) const = default;
};

/// Confirmed for a call that we made, whoever answered it (F39); none for one that came in, which is no attempt of
/// ours.
constexpr Evidence evidenceOf(const PhoneCall &call)
{
    return call.way == CallWay::Out ? evidenceOfCall(call.rangAt, call.endedAt, DialledBy::PhoneSystem)
                                    : Evidence::None;
}

/// What a phone system tells, one line each (docs/phone.md).
struct PhoneEvent {
    enum class Kind : quint8 { Rang, Answered, Ended, Ping };
    Kind kind = Kind::Ping;
    QString id;
    std::optional<CallWay> way; ///< Ended: absent in its short form
    QString number;
    QString extension;
    int seconds = 0; ///< Ended
    bool operator==(const PhoneEvent &) const = default;
};

inline constexpr qsizetype kLongestPhoneLine = 512;
inline constexpr int kLongestCall = 24 * 3600; ///< seconds

/// Reads one line without its end. `region` (ISO 3166) says what a national number means. Invalid with the part as
/// subject: line (too long, not printable), event, id, way, number, extension, seconds, more (words too many).
Result<PhoneEvent> phoneEventIn(const QByteArray &line, const QString &region);

/// Puts a phone system's events together. What it loses when the program ends, the long form of the last event brings.
class OpenCalls
{
public:
    /// The call that has ended by this, if one has. NotFound (subject id): a call that never rang; Busy (subject
    /// calls): thousands are open, which is no store.
    Result<std::optional<PhoneCall>> take(const PhoneEvent &event, Time now);
    size_t open() const { return m_calls.size(); }

private:
    void forgetOld(Time now);
    std::map<QString, PhoneCall> m_calls;
};

/// A line of a table that is no call.
struct PhoneTableFault {
    int line = 0; ///< counted from 1, with the heading
    QString code; ///< columns, future, or the field: id, way, number, began, seconds
    bool operator==(const PhoneTableFault &) const = default;
};

struct PhoneTable {
    std::vector<PhoneCall> calls;
    std::vector<PhoneTableFault> faults;
};

/// Reads a list of calls (CSV with a heading, RFC 4180; docs/phone.md names the columns). Times without an offset are
/// local in `zone`. A call of more than five minutes after `now` (UTC; 0: any is taken) is a fault (code future): the
/// zone is wrong, or a clock. Invalid (subject heading): a column is missing; (subject size): more than 50 MB.
Result<PhoneTable> phoneTableIn(const QByteArray &bytes, const QTimeZone &zone, const QString &region, Time now = 0);

} // namespace updesk
