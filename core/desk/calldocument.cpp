// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calldocument.h"

#include <QCryptographicHash>

namespace updesk
{

static constexpr qsizetype kLongestName = 100;
static constexpr char kHead[] = "phone call\n";

// What stands in a line can begin no line of its own. It is whole: the row is known by the number and the id.
static QByteArray line(const char *key, const QString &value)
{
    return key + QByteArray(" ") + value.simplified().toUtf8() + '\n';
}

static QByteArray line(const char *key, qint64 value) { return line(key, QString::number(value)); }

QByteArray callDocument(const PhoneCall &call)
{
    return kHead + line("from", call.number) + line("id", call.id) + line("extension", call.extension)
        + line("rang", call.rangAt) + line("answered", call.answeredAt) + line("ended", call.endedAt)
        + line("seconds", qint64(call.seconds)) + '\n';
}

std::optional<PhoneCall> callIn(const QByteArray &document)
{
    if (!document.startsWith(kHead))
        return std::nullopt;
    PhoneCall call;
    call.way = CallWay::In;
    for (const QByteArray &one : document.split('\n')) {
        const QString value = QString::fromUtf8(one.mid(one.indexOf(' ') + 1));
        if (one.startsWith("from "))
            call.number = value;
        else if (one.startsWith("id "))
            call.id = value;
        else if (one.startsWith("extension "))
            call.extension = value;
        else if (one.startsWith("rang "))
            call.rangAt = value.toLongLong();
        else if (one.startsWith("answered "))
            call.answeredAt = value.toLongLong();
        else if (one.startsWith("ended "))
            call.endedAt = value.toLongLong();
        else if (one.startsWith("seconds "))
            call.seconds = value.toInt();
    }
    return call;
}

Original originalOf(const PhoneCall &call)
{
    const QByteArray named = "phone call " + call.id.simplified().toUtf8() + ' ' + call.number.simplified().toUtf8();
    Original row;
    row.sha256 = QString::fromLatin1(QCryptographicHash::hash(named, QCryptographicHash::Sha256).toHex());
    row.name = call.number.simplified().left(kLongestName);
    row.kind = Original::Kind::Other;
    row.bytesTotal = callDocument(call).size();
    return row;
}

bool isCall(const Original &row, const QByteArray &document)
{
    if (row.kind != Original::Kind::Other)
        return false;
    const auto call = callIn(document);
    return call && originalOf(*call).sha256 == row.sha256;
}

} // namespace updesk
